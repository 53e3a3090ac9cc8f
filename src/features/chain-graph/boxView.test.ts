import { expect, test } from "vitest";
import type { ChainBox } from "@/scene/chain-graph/chainGraph";
import type { GraphState, RowState } from "@/scene/chain-graph/graphState";
import { boxViews } from "./boxView";

const box = (chain: string): ChainBox => ({
  id: chain,
  hook: "FORWARD",
  table: "filter",
  chain,
  stands: undefined,
  side: undefined,
  note: [],
  isVisited: true,
  rows: [{ kind: "gap", id: `${chain}:1`, yPx: 32, heightPx: 24, from: 1, to: 9, holds: "rules" }],
  x: 0,
  y: 0,
  widthPx: 100,
  heightPx: 60,
});

const matched: RowState = {
  look: "matched",
  failed: undefined,
  held: [],
  drawn: undefined,
  rewrites: [],
};

const state = (rows: readonly (readonly [string, RowState])[]): GraphState => ({
  rows: new Map(rows),
  boxes: new Map(),
  arrows: new Map(),
  token: undefined,
  next: [],
  way: [],
});

const BOXES = [box("A"), box("B")];
const UNMARKED = { cursorRow: undefined, selectedRow: undefined, undecidedRow: undefined };

test("only a box that looks different becomes a new view", () => {
  const before = boxViews(BOXES, { state: state([]), marked: UNMARKED }, new Map());
  const after = boxViews(BOXES, { state: state([["B:1", matched]]), marked: UNMARKED }, before);
  expect(after.get("A")).toBe(before.get("A"));
  expect(after.get("B")).not.toBe(before.get("B"));
  expect(after.get("B")?.rows.get("B:1")?.look).toBe("matched");
});

test("an equal state made anew changes no view", () => {
  const make = () => state([["A:1", { ...matched }]]);
  const before = boxViews(BOXES, { state: make(), marked: UNMARKED }, new Map());
  const after = boxViews(BOXES, { state: make(), marked: UNMARKED }, before);
  expect([...after.values()]).toEqual([...before.values()]);
  expect(after.get("A")).toBe(before.get("A"));
});

test("the cursor changes the box it leaves and the box it comes to", () => {
  const views = (cursorRow: string, previous: Parameters<typeof boxViews>[2]) =>
    boxViews(BOXES, { state: state([]), marked: { ...UNMARKED, cursorRow } }, previous);
  const before = views("A:1", new Map());
  const after = views("B:1", before);
  expect(after.get("A")?.cursorRow).toBeUndefined();
  expect(after.get("B")?.cursorRow).toBe("B:1");
});
