import { expect, test } from "vitest";
import { heatOf } from "./heatOf";

test("a bar grows with the logarithm of the packets, from one to ten million", () => {
  expect([0, 1, 10, 1e7, 1e12].map(heatOf)).toEqual([0, 0.125, 0.25, 1, 1]);
  expect(heatOf(undefined)).toBe(0);
});
