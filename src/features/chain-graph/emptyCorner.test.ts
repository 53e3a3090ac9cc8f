import { expect, test } from "vitest";
import { emptyCorner } from "./emptyCorner";

const SIZE = { width: 1000, height: 400 };
const AT_START = { x: 0, y: 0, zoom: 1 };
const box = (x: number, y: number, note: readonly string[] = []) => ({
  x,
  y,
  widthPx: 200,
  heightPx: 60,
  note,
});

test("the overview goes to the lower corner where no chain is, and nowhere when there is none", () => {
  expect(emptyCorner([], AT_START, SIZE)).toBe("bottom-left");
  expect(emptyCorner([box(20, 40)], AT_START, SIZE)).toBe("bottom-left");
  expect(emptyCorner([box(20, 320)], AT_START, SIZE)).toBe("bottom-right");
  expect(emptyCorner([box(20, 320), box(780, 300)], AT_START, SIZE)).toBeUndefined();
});

test("what lies outside the window, or moves there, stands in no way, and a note counts as its chain", () => {
  expect(emptyCorner([box(20, 420)], AT_START, SIZE)).toBe("bottom-left");
  expect(emptyCorner([box(20, 320)], { ...AT_START, x: -400 }, SIZE)).toBe("bottom-left");
  expect(emptyCorner([box(20, 240)], AT_START, SIZE)).toBe("bottom-left");
  expect(emptyCorner([box(20, 240, ["a", "b"])], AT_START, SIZE)).toBe("bottom-right");
});
