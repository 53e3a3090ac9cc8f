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
  const target = followTarget(GRAPH, STATE, { widthPx, isPlaying });
  return target && { left: target.x, right: target.x + target.width };
};

test("at rest the box and the way on are kept in view", () => {
  expect(right(800, false)).toEqual({ left: 66, right: 406 });
});

test("where both do not fit the box is what counts", () => {
  expect(right(300, false)).toEqual({ left: 66, right: 320 });
});

test("while the walk plays the camera goes to the box the packet goes to", () => {
  expect(right(800, true)).toEqual({ left: 66, right: 620 });
  expect(right(300, true)).toEqual({ left: 366, right: 620 });
});

test("a packet that is elsewhere is not followed", () => {
  const away = { ...STATE, token: undefined };
  expect(followTarget(GRAPH, away, { widthPx: 800, isPlaying: false })).toBeUndefined();
});
