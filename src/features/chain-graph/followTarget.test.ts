import { expect, test } from "vitest";
import type { ChainBox, ChainGraph } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { followTarget } from "./followTarget";

const box = (id: string, x: number): ChainBox => ({
  id,
  hook: "OUTPUT",
  table: "nat",
  chain: id,
  stands: undefined,
  side: undefined,
  note: [],
  isVisited: true,
  rows: [],
  x,
  y: 0,
  widthPx: 200,
  heightPx: 100,
});

const GRAPH: ChainGraph = {
  node: "a",
  lanes: [],
  boxes: [box("here", 100), box("there", 400)],
  arrows: [],
  signs: [],
  widthPx: 600,
  heightPx: 100,
  hidden: { chains: 0, rules: 0 },
};

const STATE: GraphState = {
  rows: new Map(),
  boxes: new Map([["here", { look: "current" as const, drew: undefined }]]),
  arrows: new Map(),
  token: { x: 86, y: 50 },
  next: [
    { x: 300, y: 50 },
    { x: 386, y: 50 },
  ],
  way: [
    { x: 86, y: 50 },
    { x: 386, y: 50 },
  ],
};

const right = (widthPx: number, isPlaying: boolean) => {
  const target = followTarget(GRAPH, STATE, { widthPx, heightPx: 400, isPlaying });
  return target && { left: target.x, right: target.x + target.width };
};

test("at rest the box and the way on are kept in view", () => {
  expect(right(400, false)).toEqual({ left: 74, right: 390 });
});

test("so is the whole of the next box where there is room", () => {
  expect(right(800, false)).toEqual({ left: 74, right: 604 });
});

test("where both do not fit the box is what counts", () => {
  expect(right(300, false)).toEqual({ left: 74, right: 304 });
});

test("while the walk plays the camera goes to the box the packet goes to", () => {
  expect(right(800, true)).toEqual({ left: 74, right: 604 });
  expect(right(300, true)).toEqual({ left: 374, right: 604 });
});

test("a packet that has not come yet is not followed", () => {
  const away = { ...STATE, boxes: new Map(), token: undefined };
  expect(
    followTarget(GRAPH, away, { widthPx: 800, heightPx: 400, isPlaying: false }),
  ).toBeUndefined();
});

test("after the packet has left, the sign at which it left is kept in view", () => {
  const sign = { id: "sign/end", kind: "wire-out" as const, text: ["eth0"], x: 640, y: 50 };
  const graph = { ...GRAPH, signs: [sign], widthPx: 700 };
  const left = { ...STATE, token: undefined };
  const target = followTarget(graph, left, { widthPx: 800, heightPx: 400, isPlaying: false });
  expect(target?.x).toBe(628);
  expect((target?.x ?? 0) + (target?.width ?? 0)).toBe(700);
});

test("of a chain that is higher than the window the rows around the packet are kept in view", () => {
  const tall = { ...box("here", 100), heightPx: 900 };
  const graph = { ...GRAPH, boxes: [tall], heightPx: 900 };
  const low = { ...STATE, token: { x: 86, y: 850 }, next: [], way: [] };
  const target = followTarget(graph, low, { widthPx: 800, heightPx: 300, isPlaying: false });
  expect(target?.y).toBeGreaterThan(750);
  expect((target?.y ?? 0) + (target?.height ?? 0)).toBeGreaterThan(850);
  expect(target?.height).toBeLessThan(300);
});
