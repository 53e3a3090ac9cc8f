import { expect, test } from "vitest";
import { REWRITE_DONE, rewriteProgress } from "./rewriteProgress";

test("at the moment the packet settles nothing of the rewrite is to be seen", () => {
  expect(rewriteProgress(0)).toEqual({ grow: 0, strike: 0, reveal: 0 });
});

test("the row has opened before the old value is struck", () => {
  expect(rewriteProgress(280)).toEqual({ grow: 1, strike: 0, reveal: 0 });
});

test("the old value is struck before the new one enters", () => {
  expect(rewriteProgress(400).strike).toBeCloseTo(0.5);
  expect(rewriteProgress(520)).toEqual({ grow: 1, strike: 1, reveal: 0 });
});

test("after 840 ms everything stands", () => {
  expect(rewriteProgress(840)).toEqual(REWRITE_DONE);
  expect(rewriteProgress(5000)).toEqual(REWRITE_DONE);
});

test("a change that is rested at for less has been shown when its rest is over", () => {
  expect(rewriteProgress(480, 480)).toEqual(REWRITE_DONE);
  expect(rewriteProgress(160, 480).strike).toBeCloseTo(0.5);
});

test("a stop without rest shows its end at once", () => {
  expect(rewriteProgress(0, 0)).toEqual(REWRITE_DONE);
});
