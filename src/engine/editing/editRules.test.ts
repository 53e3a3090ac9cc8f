import fc from "fast-check";
import { expect, test } from "vitest";
import { ChainRows } from "./chainRows";
import {
  disableRule,
  insertRule,
  moveRule,
  putBackRule,
  rewriteRule,
  setPolicy,
} from "./editRules";
import { type RulesEdit, ruleEditsOf } from "./rulesEdit";

const PLACE = { table: "filter", chain: "FORWARD" } as const;

/** What a chain should look like: its rows one by one. */
interface Row {
  readonly rule: number;
  readonly isDisabled: boolean;
  readonly text: string | undefined;
}

function rowsOf(edits: readonly RulesEdit[], length: number): readonly Row[] {
  const rows = new ChainRows(length, ruleEditsOf(edits, PLACE));
  return Array.from({ length: rows.count }, (_, index) => {
    const row = rows.at(index + 1);
    if (row === undefined) throw new Error(`row ${index + 1} is missing`);
    expect(rows.placeOf(row.rule)).toBe(index + 1);
    if (row.number !== undefined) expect(rows.numbered(row.number)).toEqual(row);
    return { rule: row.rule, isDisabled: row.number === undefined, text: row.edit?.text };
  });
}

const action = fc.record({
  kind: fc.constantFrom("disable", "enable", "rewrite", "move", "insert"),
  at: fc.nat(30),
  to: fc.nat(30),
});
type Action = typeof action extends fc.Arbitrary<infer Kind> ? Kind : never;

/** Does the same to the edits and to plain rows. */
function perform(
  { edits, rows, length }: { edits: readonly RulesEdit[]; rows: readonly Row[]; length: number },
  { kind, at, to }: Action,
): { edits: readonly RulesEdit[]; rows: readonly Row[]; length: number } {
  if (kind === "insert") {
    const place = (to % (rows.length + 1)) + 1;
    const { edits: next, inserted } = insertRule(
      edits,
      { ...PLACE, text: `-A ${at}`, length },
      place,
    );
    const row = { rule: inserted.rule, isDisabled: false, text: `-A ${at}` };
    return { edits: next, rows: rows.toSpliced(place - 1, 0, row), length };
  }
  const index = rows.length === 0 ? 0 : at % rows.length;
  const row = rows[index];
  if (row === undefined) return { edits, rows, length };
  const kept = { ...PLACE, rule: row.rule, length };
  if (kind === "move") {
    const place = (to % rows.length) + 1;
    const moved = rows.toSpliced(index, 1).toSpliced(place - 1, 0, row);
    return { edits: moveRule(edits, kept, place), rows: moved, length };
  }
  if (kind === "rewrite") {
    const next = { ...row, text: `-A ${to}` };
    return { edits: rewriteRule(edits, kept, `-A ${to}`), rows: rows.with(index, next), length };
  }
  const isDisabled = kind === "disable";
  return {
    edits: disableRule(edits, kept, isDisabled),
    rows: rows.with(index, { ...row, isDisabled }),
    length,
  };
}

function loadedRows(length: number): readonly Row[] {
  return Array.from({ length }, (_, index) => ({
    rule: index + 1,
    isDisabled: false,
    text: undefined,
  }));
}

test("however rules are edited, moved and inserted, the rows are those of a list to which the same was done", () => {
  fc.assert(
    fc.property(fc.nat(8), fc.array(action, { maxLength: 25 }), (length, actions) => {
      let state = { edits: [] as readonly RulesEdit[], rows: loadedRows(length), length };
      for (const one of actions) {
        state = perform(state, one);
        expect(rowsOf(state.edits, length)).toEqual(state.rows);
      }
    }),
    { numRuns: 500 },
  );
});

test("what is put back one by one, in any order, leaves no edit", () => {
  const run = fc.tuple(fc.nat(8), fc.array(action, { maxLength: 15 }), fc.nat());
  fc.assert(
    fc.property(run, ([length, actions, seed]) => {
      let state = { edits: [] as readonly RulesEdit[], rows: loadedRows(length), length };
      for (const one of actions) state = perform(state, one);
      let { edits } = state;
      while (edits.length > 0) {
        const edit = edits[seed % edits.length];
        if (edit?.kind !== "rule") throw new Error("only rules were edited");
        edits = putBackRule(edits, edit);
      }
      expect(rowsOf(edits, length)).toEqual(loadedRows(length));
    }),
    { numRuns: 300 },
  );
});

test("a rule that comes home, is enabled again or reads as before is no edit any more", () => {
  const rule = { ...PLACE, rule: 2, length: 4 };
  const down = moveRule(moveRule([], rule, 3), rule, 4);
  expect(moveRule(down, rule, 2)).toEqual([]);
  expect(disableRule(disableRule([], rule, true), rule, false)).toEqual([]);
  expect(rewriteRule(rewriteRule([], rule, "-A FORWARD"), rule, undefined)).toEqual([]);
  const dropped = setPolicy([], PLACE, "DROP");
  expect(setPolicy(dropped, PLACE, undefined)).toEqual([]);
});

test("putting one rule back leaves the others where they were put", () => {
  const rule = { ...PLACE, length: 3 };
  const { edits } = insertRule([], { ...PLACE, text: "-A FORWARD -j DROP", length: 3 }, 3);
  const moved = moveRule(edits, { ...rule, rule: 1 }, 4);
  expect(rowsOf(moved, 3).map((row) => row.rule)).toEqual([2, -1, 3, 1]);
  expect(rowsOf(putBackRule(moved, { ...rule, rule: 1 }), 3).map((row) => row.rule)).toEqual([
    1, 2, -1, 3,
  ]);
});

test("edits of rules that are not there, and places beyond the chain, do no harm", () => {
  const edits: readonly RulesEdit[] = [
    { kind: "rule", ...PLACE, rule: 9, isDisabled: true },
    { kind: "rule", ...PLACE, rule: -1 },
    { kind: "rule", ...PLACE, rule: 1, behind: 70 },
  ];
  expect(rowsOf(edits, 2).map((row) => row.rule)).toEqual([2, 1]);
});
