import { expect, test } from "vitest";
import type { ChainBox, RuleRow } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";
import { boxHeight, rowHeight, rowTop } from "./rowGrowth";

const row = (ruleNumber: number, yPx: number, more: Partial<RuleRow> = {}): RuleRow => ({
  kind: "rule",
  id: String(ruleNumber),
  yPx,
  heightPx: more.rewrites === true ? 48 : 24,
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
  ...more,
});

const box = (rows: readonly RuleRow[]): ChainBox => ({
  id: "box",
  hook: "POSTROUTING",
  table: "nat",
  chain: "KUBE-POSTROUTING",
  stands: undefined,
  side: undefined,
  note: [],
  isVisited: true,
  rows,
  x: 0,
  y: 0,
  widthPx: 200,
  heightPx: 132,
});

const state = (look: RowState["look"]): RowState => ({
  look,
  failed: undefined,
  held: [],
  drawn: undefined,
  rewrites: [{ field: "mark", before: "0x4000", after: "0x0" }],
});

const mark = row(1, 32, { rewrites: true });
const last = row(2, 80, { rewrites: true });
const POSTROUTING = box([mark, last]);

test("before anything is rewritten rows stand close and the box is short", () => {
  expect(rowTop(POSTROUTING, last, new Map())).toBe("56px");
  expect(rowHeight(mark, undefined)).toBe("24px");
  expect(boxHeight(POSTROUTING, new Map())).toBe("84px");
});

test("what is below slides with the row that the packet is being rewritten at", () => {
  const states = new Map([["1", state("current")]]);
  expect(rowTop(POSTROUTING, last, states)).toBe("calc(80px - 24px * (1 - var(--grow, 1)))");
  expect(rowHeight(mark, states.get("1"))).toBe("calc(48px - 24px * (1 - var(--grow, 1)))");
  expect(boxHeight(POSTROUTING, states)).toBe("calc(108px - 24px * (1 - var(--grow, 1)))");
});

test("a rewrite in the past keeps its room", () => {
  const states = new Map([["1", state("matched")]]);
  expect(rowTop(POSTROUTING, last, states)).toBe("80px");
  expect(rowHeight(mark, states.get("1"))).toBe("48px");
});

test("a row that an arrow leaves never slides away from it", () => {
  const jumping = row(2, 80, { hasPort: true });
  expect(rowTop(box([mark, jumping]), jumping, new Map())).toBe("80px");
});
