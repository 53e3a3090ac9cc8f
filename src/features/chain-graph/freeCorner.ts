import type { Point } from "@/ui/point";
import type { Size } from "./keepInView";

export const CORNERS = ["top-right", "bottom-right", "top-left", "bottom-left"] as const;
export type Corner = (typeof CORNERS)[number];

/** The corner of a window that is farthest from all of these places in it; the first one when there are none. */
export function freeCorner(places: readonly Point[], size: Size): Corner {
  const room = (corner: Corner) => {
    const at = cornerPoint(corner, size);
    return Math.min(...places.map(({ x, y }) => Math.hypot(x - at.x, y - at.y)));
  };
  return CORNERS.reduce((best, corner) => (room(corner) > room(best) ? corner : best));
}

/** Where the middle of something that stands in the corner is, roughly. */
function cornerPoint(corner: Corner, { width, height }: Size): Point {
  return {
    x: corner.endsWith("right") ? width * 0.8 : width * 0.2,
    y: corner.startsWith("top") ? height * 0.25 : height * 0.75,
  };
}
