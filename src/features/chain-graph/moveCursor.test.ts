import { expect, test } from "vitest";
import type { Arrow, ChainBox, ChainGraph, RuleRow } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { moveCursor } from "./moveCursor";

const row = (chain: string, ruleNumber: number): RuleRow => ({
  kind: "rule",
  id: `${chain}:${ruleNumber}`,
  yPx: 32 + (ruleNumber - 1) * 24,
  heightPx: 24,
  ruleNumber,
  matchText: "every packet",
  parts: ["every packet"],
  partsShown: 1,
  badge: undefined,
  jumpsTo: undefined,
  hasPort: false,
  jumpLabel: undefined,
  packets: undefined,
  rewrites: false,
});

const box = (chain: string, rules: number, at: { x: number; y: number }): ChainBox => ({
  id: chain,
  hook: "PREROUTING",
  table: "nat",
  chain,
  stands: undefined,
  side: undefined,
  note: [],
  isVisited: true,
  rows: Array.from({ length: rules }, (_, index) => row(chain, index + 1)),
  ...at,
  widthPx: 200,
  heightPx: 36 + rules * 24,
});

const arrow = (fromRow: string, toBox: string): Arrow => ({
  id: `${fromRow}>${toBox}`,
  kind: "jump",
  fromBox: fromRow.split(":")[0] ?? "",
  fromRow,
  toBox,
  table: "nat",
  points: [],
});

const GRAPH: ChainGraph = {
  node: "a",
  lanes: [],
  boxes: [
    box("PREROUTING", 1, { x: 0, y: 0 }),
    box("SERVICES", 2, { x: 0, y: 100 }),
    box("SVC", 2, { x: 300, y: 0 }),
  ],
  arrows: [arrow("SERVICES:1", "SVC"), arrow("SERVICES:2", "SVC")],
  signs: [],
  widthPx: 500,
  heightPx: 200,
  hidden: { chains: 0, rules: 0 },
};

const TOOK_SECOND: GraphState = {
  rows: new Map(),
  boxes: new Map(),
  arrows: new Map([["SERVICES:2>SVC", { look: "taken" as const }]]),
  token: undefined,
  next: [],
  way: [],
};

const CASES = [
  { name: "down goes to the next row", from: "SERVICES:1", key: "ArrowDown", to: "SERVICES:2" },
  { name: "up goes to the row above", from: "SERVICES:2", key: "ArrowUp", to: "SERVICES:1" },
  {
    name: "below the last row is the box below",
    from: "PREROUTING:1",
    key: "ArrowDown",
    to: "SERVICES:1",
  },
  {
    name: "above the first row is the box above",
    from: "SERVICES:1",
    key: "ArrowUp",
    to: "PREROUTING:1",
  },
  { name: "right follows the row's arrow", from: "SERVICES:1", key: "ArrowRight", to: "SVC:1" },
  {
    name: "left goes back to the row the packet took",
    from: "SVC:2",
    key: "ArrowLeft",
    to: "SERVICES:2",
  },
  { name: "a row without an arrow stays", from: "SVC:1", key: "ArrowRight", to: "SVC:1" },
  { name: "at the end of the column the row stays", from: "SVC:2", key: "ArrowDown", to: "SVC:2" },
  {
    name: "a row that is gone leads to the first",
    from: "GONE:1",
    key: "ArrowDown",
    to: "PREROUTING:1",
  },
] as const;

for (const { name, from, key, to } of CASES) {
  test(`${name}`, () => {
    expect(moveCursor(GRAPH, TOOK_SECOND, { rowId: from, key })).toBe(to);
  });
}
