import fc from "fast-check";
import { expect, test } from "vitest";
import { anyTimeline, madeTimeline } from "../testing/madeTimeline";
import { TRAVEL_MS } from "./durations";
import { type Frame, frameAt } from "./frameAt";
import { nextChange } from "./nextChange";
import { stopTime } from "./stopTime";

/** How far the packet has come: stops travelled, with the fraction of the present one. */
const progress = ({ from, stop, travel }: Frame) => from + (stop - from) * travel;

test("the packet never jumps: a short time moves it a short way", () => {
  fc.assert(
    fc.property(anyTimeline(), fc.double({ min: 0, max: 1, noNaN: true }), (timeline, part) => {
      const timeMs = part * timeline.durationMs;
      const stepMs = 4;
      const moved =
        progress(frameAt(timeline, timeMs + stepMs)) - progress(frameAt(timeline, timeMs));
      expect(moved).toBeLessThanOrEqual(stepMs / TRAVEL_MS + 1e-9);
    }),
  );
});

test("later is never further back", () => {
  const time = fc.double({ min: -1000, max: 200_000, noNaN: true });
  fc.assert(
    fc.property(anyTimeline(), time, time, (timeline, one, other) => {
      const [early, late] = one < other ? [one, other] : [other, one];
      const before = frameAt(timeline, early);
      const after = frameAt(timeline, late);
      expect(progress(after)).toBeGreaterThanOrEqual(progress(before));
      if (before.stop === after.stop)
        expect(after.rewriteMs).toBeGreaterThanOrEqual(before.rewriteMs);
    }),
  );
});

test("every stop is reached, and at its time everything there has been shown", () => {
  fc.assert(
    fc.property(anyTimeline(), (timeline) => {
      for (const { index, arriveMs, endMs } of timeline.stops) {
        expect(frameAt(timeline, stopTime(timeline, index))).toMatchObject({
          stop: index,
          travel: 1,
          settled: true,
          rewriteMs: endMs - arriveMs,
        });
      }
    }),
  );
});

test("times outside the walk give its first and its last frame", () => {
  const timeline = madeTimeline([undefined, undefined]);
  expect(frameAt(timeline, -5)).toMatchObject({ stop: 0, from: 0, settled: true });
  expect(frameAt(timeline, 1e9)).toMatchObject({ stop: 2, travel: 1, settled: true });
});

test("the packet travels 360 ms, then settles, and only then a rewrite begins", () => {
  const timeline = madeTimeline([{ kind: "dnat", label: "DNAT", rewrites: [] }]);
  expect(frameAt(timeline, 180)).toMatchObject({ stop: 1, from: 0, travel: 0.5, settled: false });
  expect(frameAt(timeline, 400)).toMatchObject({ travel: 1, settled: false, rewriteMs: 0 });
  expect(frameAt(timeline, 480 + 700)).toMatchObject({ settled: true, rewriteMs: 700 });
});

test("the next change is the nearest stop that has one, in either direction", () => {
  const mark = { kind: "mark", label: "MARK", rewrites: [] } as const;
  const timeline = madeTimeline([undefined, mark, undefined, mark, undefined]);
  expect(nextChange(timeline, 0, 1)).toBe(2);
  expect(nextChange(timeline, 2, 1)).toBe(4);
  expect(nextChange(timeline, 4, -1)).toBe(2);
  expect(nextChange(timeline, 4, 1)).toBeUndefined();
  expect(nextChange(timeline, 2, -1)).toBeUndefined();
});
