import { TRAVEL_MS } from "./durations";
import type { Stop } from "./stop";
import type { Timeline } from "./timeline";

/** Where the packet is at one moment. */
export interface Frame {
  /** The stop that is rested at or travelled to. */
  readonly stop: number;
  /** The stop the packet set off from; the same as `stop` at stop 0. */
  readonly from: number;
  /** How much of the way from `from` to `stop` is done, 0 to 1, even in time: easing is for whoever draws. */
  readonly travel: number;
  /** Whether the packet has arrived and settled. */
  readonly settled: boolean;
  /** Time since what changes at `stop` began to be shown, 0 to the stop's rest. */
  readonly rewriteMs: number;
}

/** The frame at `timeMs`; times before the start and after the end give the first and the last frame. */
export function frameAt(timeline: Timeline, timeMs: number): Frame {
  const stop = stopToward(timeline.stops, timeMs);
  if (stop.index === 0) {
    return { stop: 0, from: 0, travel: 1, settled: true, rewriteMs: 0 };
  }
  return {
    stop: stop.index,
    from: stop.index - 1,
    travel: clamp((timeMs - stop.startMs) / TRAVEL_MS, 0, 1),
    settled: timeMs >= stop.arriveMs,
    rewriteMs: clamp(timeMs - stop.arriveMs, 0, stop.endMs - stop.arriveMs),
  };
}

/** The first stop that is not over before `timeMs`; stops end one after the other, so halving finds it. */
function stopToward(stops: readonly Stop[], timeMs: number): Stop {
  let low = 0;
  let high = stops.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle]?.endMs ?? 0) >= timeMs) high = middle;
    else low = middle + 1;
  }
  const stop = stops[low];
  if (stop === undefined) throw new Error("a timeline without stops");
  return stop;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
