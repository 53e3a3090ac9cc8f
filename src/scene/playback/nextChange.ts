import type { Timeline } from "./timeline";

/** The nearest stop after (1) or before (-1) `stop` at which something changes; undefined when there is none. */
export function nextChange(
  timeline: Timeline,
  stop: number,
  direction: 1 | -1,
): number | undefined {
  const { stops } = timeline;
  for (let index = stop + direction; index >= 0 && index < stops.length; index += direction) {
    if (stops[index]?.change !== undefined) return index;
  }
  return undefined;
}
