import fc from "fast-check";
import { expect, test } from "vitest";
import { keepInView } from "./keepInView";

const SIZE = { width: 800, height: 300 };

test("a view that shows the target already stays as it is", () => {
  const view = { x: 0, y: 0, zoom: 1 };
  expect(keepInView(view, { x: 100, y: 50, width: 200, height: 100 }, SIZE)).toBe(view);
});

test("the camera goes no farther than it must", () => {
  const view = keepInView({ x: 0, y: 0, zoom: 1 }, { x: 900, y: 50, width: 100, height: 40 }, SIZE);
  expect(view).toEqual({ x: -208, y: 0, zoom: 1 });
});

test("a target larger than the window shows its top left corner", () => {
  const view = keepInView(
    { x: 0, y: 0, zoom: 1 },
    { x: 900, y: 400, width: 5000, height: 900 },
    SIZE,
  );
  expect(view).toEqual({ x: -900, y: -400, zoom: 1 });
});

test("a target that fits is inside the window afterwards, whatever the view was", () => {
  const offset = fc.integer({ min: -3000, max: 3000 });
  const zoom = fc.constantFrom(0.5, 1, 1.5);
  fc.assert(
    fc.property(offset, offset, zoom, offset, (x, y, scale, at) => {
      const view = keepInView(
        { x, y, zoom: scale },
        { x: at, y: at / 2, width: 300, height: 100 },
        SIZE,
      );
      expect(at * scale + view.x).toBeGreaterThanOrEqual(0);
      expect((at + 300) * scale + view.x).toBeLessThanOrEqual(SIZE.width);
      expect((at / 2 + 100) * scale + view.y).toBeLessThanOrEqual(SIZE.height);
    }),
  );
});
