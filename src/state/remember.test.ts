import { expect, test, vi } from "vitest";
import { remember } from "./remember";

test("the same arguments give the same object without computing again", () => {
  const compute = vi.fn((a: object, b: number) => ({ a, b }));
  const remembered = remember(compute);
  const key = {};
  expect(remembered(key, 1)).toBe(remembered(key, 1));
  expect(compute).toHaveBeenCalledTimes(1);
});

test("an equal but different object is computed again", () => {
  const compute = vi.fn((a: object) => ({ a }));
  const remembered = remember(compute);
  remembered({});
  remembered({});
  expect(compute).toHaveBeenCalledTimes(2);
});

test("what was asked for last is kept, what was asked for long ago is not", () => {
  const compute = vi.fn((n: number) => ({ n }));
  const remembered = remember(compute);
  const first = remembered(0);
  for (let n = 1; n < 16; n++) remembered(n);
  expect(remembered(0)).toBe(first);
  for (let n = 100; n < 116; n++) remembered(n);
  expect(remembered(0)).not.toBe(first);
});
