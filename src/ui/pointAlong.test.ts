import fc from "fast-check";
import { expect, test } from "vitest";
import { pointAlong } from "./pointAlong";

const LINE = [
  { x: 0, y: 0 },
  { x: 30, y: 0 },
  { x: 30, y: 10 },
];

test("the ends of the line are at 0 and 1", () => {
  expect(pointAlong(LINE, 0)).toEqual({ x: 0, y: 0 });
  expect(pointAlong(LINE, 1)).toEqual({ x: 30, y: 10 });
});

test("length counts along the legs", () => {
  expect(pointAlong(LINE, 0.5)).toEqual({ x: 20, y: 0 });
  expect(pointAlong(LINE, 0.875)).toEqual({ x: 30, y: 5 });
});

test("a line of one point stands still, a line of none is nowhere", () => {
  expect(pointAlong([{ x: 4, y: 5 }], 0.3)).toEqual({ x: 4, y: 5 });
  expect(pointAlong([], 0.3)).toBeUndefined();
});

test("moving a little along the line never jumps", () => {
  const share = fc.double({ min: 0, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(share, (at) => {
      const one = pointAlong(LINE, at);
      const other = pointAlong(LINE, at + 0.01);
      const moved = Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
      expect(moved).toBeLessThanOrEqual(0.4 + 1e-9);
    }),
  );
});
