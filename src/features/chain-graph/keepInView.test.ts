import fc from "fast-check";
import { expect, test } from "vitest";
import { keepInView } from "./keepInView";

const SIZE = { width: 800, height: 300 };
const GROUND = { heightPx: 5000, coveredPx: 0, leftEdges: [] };

const HOME = { x: 0, y: 0, zoom: 1 };

test("a view that shows the target already stays as it is", () => {
  const view = { x: 0, y: 0, zoom: 1 };
  expect(keepInView(view, { x: 100, y: 50, width: 200, height: 100 }, SIZE, GROUND)).toBe(view);
});

test("the camera goes no farther than it must", () => {
  const target = { x: 900, y: 50, width: 100, height: 40 };
  expect(keepInView(HOME, target, SIZE, GROUND)).toEqual({ x: -200, y: 0, zoom: 1 });
});

test("having to move, it stops where no box is cut at the left", () => {
  const target = { x: 900, y: 50, width: 100, height: 40 };
  const ground = { ...GROUND, leftEdges: [0, 150, 420, 700] };
  expect(keepInView(HOME, target, SIZE, ground)).toEqual({ x: -420, y: 0, zoom: 1 });
});

test("it does not stop where the target could not be seen", () => {
  const target = { x: 500, y: 50, width: 700, height: 40 };
  const ground = { ...GROUND, leftEdges: [0, 700] };
  expect(keepInView(HOME, target, SIZE, ground)).toEqual({ x: -400, y: 0, zoom: 1 });
});

test("up and down it does not leave the graph, and keeps clear of what covers the top", () => {
  const ground = { heightPx: 500, coveredPx: 40, leftEdges: [] };
  const target = { x: 0, y: 480, width: 10, height: 40 };
  expect(keepInView(HOME, target, SIZE, ground)).toEqual({ x: 0, y: -200, zoom: 1 });
  const above = { x: 0, y: 100, width: 10, height: 40 };
  expect(keepInView({ x: 0, y: -200, zoom: 1 }, above, SIZE, ground)).toEqual({
    x: 0,
    y: -60,
    zoom: 1,
  });
});

test("a target larger than the window shows its top left corner", () => {
  const view = keepInView(
    { x: 0, y: 0, zoom: 1 },
    { x: 900, y: 400, width: 5000, height: 900 },
    SIZE,
    GROUND,
  );
  expect(view).toEqual({ x: -900, y: -400, zoom: 1 });
});

test("a target that fits is inside the window afterwards, whatever the view was", () => {
  const offset = fc.integer({ min: -3000, max: 3000 });
  const zoom = fc.constantFrom(0.5, 1, 1.5);
  fc.assert(
    fc.property(offset, offset, zoom, fc.nat(3000), (x, y, scale, at) => {
      const view = keepInView(
        { x, y, zoom: scale },
        { x: at, y: at / 2, width: 300, height: 100 },
        SIZE,
        { ...GROUND, heightPx: 1e5 },
      );
      expect(at * scale + view.x).toBeGreaterThanOrEqual(0);
      expect((at + 300) * scale + view.x).toBeLessThanOrEqual(SIZE.width);
      expect((at / 2 + 100) * scale + view.y).toBeLessThanOrEqual(SIZE.height);
    }),
  );
});
