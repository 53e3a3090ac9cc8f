import { expect, test } from "vitest";
import { cubicBezier, easeSettle, easeTravel } from "./cubicBezier";

test("a straight curve is time itself", () => {
  const linear = cubicBezier(0.3, 0.3, 0.7, 0.7);
  for (const share of [0, 0.1, 0.42, 0.9, 1]) expect(linear(share)).toBeCloseTo(share, 5);
});

test("an easing starts at 0, ends at 1 and never goes back", () => {
  for (const easing of [easeSettle, easeTravel]) {
    const values = Array.from({ length: 101 }, (_, index) => easing(index / 100));
    expect(values[0]).toBe(0);
    expect(values[100]).toBe(1);
    for (const [index, value] of values.entries())
      expect(value).toBeGreaterThanOrEqual(values[index - 1] ?? 0);
  }
});

test("outside its time an easing holds its ends", () => {
  expect(easeTravel(-1)).toBe(0);
  expect(easeTravel(2)).toBe(1);
});
