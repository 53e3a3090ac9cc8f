import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRuleset } from "@/engine";
import { gapId, type PlannedRow, plannedRows } from "./plannedRow";

const wishes = (length: number, matter: readonly number[], opened: readonly string[] = []) => ({
  boxId: "c",
  length,
  matter: new Set(matter),
  opened: new Set(opened),
  end: undefined,
});

const text = (rows: readonly PlannedRow[]) =>
  rows.map((row) => {
    if (row.kind === "rule") return row.ruleNumber;
    if (row.kind === "disabled") return `off ${row.rule.kept}`;
    return row.kind === "gap" ? `${row.from}-${row.to}` : row.text;
  });

test.each([
  {
    name: "a short chain is shown whole",
    length: 12,
    matter: [],
    rows: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  },
  { name: "of a long one, what matters", length: 212, matter: [87], rows: ["1-86", 87, "88-212"] },
  { name: "nothing matters: one gap", length: 13, matter: [], rows: ["1-13"] },
  {
    name: "a gap of one rule is the rule",
    length: 20,
    matter: [2, 4, 20],
    rows: [1, 2, 3, 4, "5-19", 20],
  },
  { name: "the end is not a rule", length: 20, matter: [20, 21], rows: ["1-19", 20] },
])("$name", ({ length, matter, rows }) => {
  expect(text(plannedRows(wishes(length, matter)))).toEqual(rows);
});

test("an opened gap shows its rules; a long one a piece at either end", () => {
  const short = plannedRows(wishes(30, [15], [gapId("c", 1, 14)]));
  expect(text(short)).toEqual([...Array.from({ length: 15 }, (_, i) => i + 1), "16-30"]);
  const long = plannedRows(wishes(20_000, [], [gapId("c", 1, 20_000)]));
  expect(long).toHaveLength(61);
  expect(text(long)[30]).toBe("31-19970");
});

test("every rule of a chain is in exactly one row, whatever matters and is opened", () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 320 }), { maxLength: 8 });
  const pairs = fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(300), numbers, pairs, (length, matter, opened) => {
      const ids = opened.map(([from, to]) => gapId("c", from, to));
      const covered = plannedRows(wishes(length, matter, ids)).flatMap((row) => {
        if (row.kind === "rule") return [row.ruleNumber];
        if (row.kind !== "gap") return [];
        return Array.from({ length: row.to - row.from + 1 }, (_, index) => row.from + index);
      });
      expect(covered).toEqual(Array.from({ length }, (_, index) => index + 1));
    }),
  );
});

const RULE = parseRuleset("*filter\n-A INPUT -j DROP\nCOMMIT\n")
  .ruleset.table("filter")
  ?.chain("INPUT")
  ?.rule(1);

test("rules that are not in force stand in their place, and part a gap", () => {
  if (RULE === undefined) throw new Error("the text has a rule");
  const off = (kept: number, before: number) => ({ kept, before, rule: RULE });
  const short = plannedRows({ ...wishes(2, []), disabled: [off(1, 1), off(3, 2), off(5, 3)] });
  expect(text(short)).toEqual(["off 1", 1, "off 3", 2, "off 5"]);
  const long = plannedRows({
    ...wishes(30, [20]),
    disabled: [off(9, 9), off(11, 10), off(40, 31)],
  });
  expect(text(long)).toEqual(["1-8", "off 9", 9, "off 11", "10-19", 20, "21-30", "off 40"]);
  expect(text(plannedRows({ ...wishes(0, []), disabled: [off(1, 1)] }))).toEqual(["off 1"]);
});
