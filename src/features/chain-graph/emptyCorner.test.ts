import { expect, test } from "vitest";
import type { Arrow, ChainBox, Sign } from "@/scene/chain-graph/chainGraph";
import { emptyCorner } from "./emptyCorner";

const SIZE = { width: 1000, height: 400 };
const AT_START = { x: 0, y: 0, zoom: 1 };

const box = (x: number, y: number, note: readonly string[] = []): ChainBox => ({
  id: `box ${x} ${y}`,
  hook: "PREROUTING",
  table: "nat",
  chain: "A",
  isVisited: false,
  stands: undefined,
  side: undefined,
  note,
  rows: [],
  x,
  y,
  widthPx: 200,
  heightPx: 60,
});

const corner = (
  drawn: Partial<Parameters<typeof emptyCorner>[0]>,
  view: Parameters<typeof emptyCorner>[1] = AT_START,
) => emptyCorner({ boxes: [], signs: [], arrows: [], ...drawn }, view, SIZE);

test("the overview goes to the lower corner where no chain is, and nowhere when there is none", () => {
  expect(corner({})).toBe("bottom-left");
  expect(corner({ boxes: [box(20, 40)] })).toBe("bottom-left");
  expect(corner({ boxes: [box(20, 320)] })).toBe("bottom-right");
  expect(corner({ boxes: [box(20, 320), box(780, 300)] })).toBeUndefined();
});

test("what lies outside the window, or moves there, stands in no way, and a note counts as its chain", () => {
  expect(corner({ boxes: [box(20, 420)] })).toBe("bottom-left");
  expect(corner({ boxes: [box(20, 320)] }, { ...AT_START, x: -400 })).toBe("bottom-left");
  expect(corner({ boxes: [box(20, 240)] })).toBe("bottom-left");
  expect(corner({ boxes: [box(20, 240, ["a", "b"])] })).toBe("bottom-right");
});

test("nor are signs and arrows covered", () => {
  const sign: Sign = { id: "s", kind: "routing", text: ["forward", "to eth0"], x: 80, y: 340 };
  expect(corner({ signs: [sign] })).toBe("bottom-right");
  const arrow: Arrow = {
    id: "a",
    kind: "jump",
    fromBox: "x",
    fromRow: undefined,
    toBox: "y",
    table: "nat",
    points: [
      { x: 100, y: 0 },
      { x: 100, y: 390 },
    ],
  };
  expect(corner({ arrows: [arrow] })).toBe("bottom-right");
});
