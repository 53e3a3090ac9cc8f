import { expect, test } from "vitest";
import { freeCorner } from "./freeCorner";

const SIZE = { width: 1000, height: 400 };

test("with nothing to avoid it is the top right", () => {
  expect(freeCorner([], SIZE)).toBe("top-right");
});

test("the corner lies away from what must be seen", () => {
  expect(freeCorner([{ x: 900, y: 50 }], SIZE)).toBe("bottom-left");
  expect(freeCorner([{ x: 100, y: 350 }], SIZE)).toBe("top-right");
});

test("with places on both sides it takes the half that is left", () => {
  const places = [
    { x: 200, y: 100 },
    { x: 800, y: 100 },
  ];
  expect(freeCorner(places, SIZE)).toMatch(/^bottom/);
});
