import type { Point } from "./point";

/** The point this share (0 to 1) of the length along a line; undefined when the line has no points. */
export function pointAlong(points: readonly Point[], share: number): Point | undefined {
  let left = lineLength(points) * Math.min(Math.max(share, 0), 1);
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (from === undefined) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length > 0 && left <= length) {
      const part = left / length;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    }
    left -= length;
  }
  return points.at(-1);
}

function lineLength(points: readonly Point[]): number {
  return points.reduce((sum, to, index) => {
    const from = points[index - 1];
    return from === undefined ? sum : sum + Math.hypot(to.x - from.x, to.y - from.y);
  }, 0);
}
