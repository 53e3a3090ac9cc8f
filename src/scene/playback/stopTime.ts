import type { Timeline } from "./timeline";

/**
 * The time at which everything at a stop has been shown: where a step by key goes to.
 * A stop beyond either end gives that end's time.
 */
export function stopTime(timeline: Timeline, stop: number): number {
  const index = Math.min(Math.max(stop, 0), timeline.stops.length - 1);
  return timeline.stops[index]?.endMs ?? 0;
}
