import { expect, test } from "vitest";
import { arrowHead, arrowPath, roundedPath } from "./arrowPath";

const p = (x: number, y: number) => ({ x, y });

test("a corner is rounded with radius 8", () => {
  expect(roundedPath([p(0, 0), p(20, 0), p(20, 40)])).toBe("M0 0L12 0Q20 0 20 8L20 40");
});

test("a corner between short legs takes no more than half of the shorter one", () => {
  expect(roundedPath([p(0, 0), p(6, 0), p(6, 40)])).toBe("M0 0L3 0Q6 0 6 3L6 40");
});

test("the line ends inside the arrowhead", () => {
  expect(arrowPath([p(0, 10), p(40, 10)])).toBe("M0 10L33 10");
});

test("the arrowhead points the way the last leg goes", () => {
  expect(arrowHead([p(0, 10), p(40, 10)])).toBe("M40 10L32 14.5L32 5.5Z");
  expect(arrowHead([p(5, 0), p(5, 20)])).toBe("M5 20L0.5 12L9.5 12Z");
});

test("no points, no path", () => {
  expect(arrowPath([])).toBe("");
  expect(arrowHead([p(1, 1)])).toBe("");
});
