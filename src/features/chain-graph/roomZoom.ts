import type { Size } from "./keepInView";

/** The graph's room on a laptop of 1440 x 900, for which its sizes were made. */
const LAPTOP: Size = { width: 1168, height: 356 };
const MOST = 1.25;
const STEP = 0.05;

/** How much larger the graph is drawn where a large window leaves room for it: 1 to 1.25, in steps, so that it does not swim. */
export function roomZoom({ width, height }: Size): number {
  const fitting = Math.min(width / LAPTOP.width, height / LAPTOP.height, MOST);
  return Math.max(1, Math.floor(fitting / STEP + 1e-6) * STEP);
}
