import { expect, test } from "vitest";
import type { GapRow } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";
import { gapText } from "./gapText";

const gap = (holds: GapRow["holds"], from: number, to: number): GapRow => ({
  kind: "gap",
  id: "box:gap",
  yPx: 32,
  heightPx: 24,
  from,
  to,
  holds,
});
const PASSED = { look: "passed-over" } as RowState;

test("rules that are not shown are told by their numbers", () => {
  expect(gapText(gap("rules", 1, 1086), PASSED)).toBe("1 to 1,086 passed over");
  expect(gapText(gap("rules", 4, 4), undefined)).toBe("rule 4 not shown");
});

test("endpoints are counted", () => {
  expect(gapText(gap("endpoints", 4, 100), undefined)).toBe("97 more endpoints");
  expect(gapText(gap("endpoints", 2, 3), PASSED)).toBe("2 endpoints passed over");
});
