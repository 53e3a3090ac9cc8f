import { expect, test } from "vitest";
import { parseRuleset } from "@/engine";
import { foldChains } from "./foldChains";
import { indexRules } from "./indexRules";
import type { RulesIndex } from "./rulesIndex";
import { type TreeRow, treeRows } from "./treeRows";

function indexOf(chains: readonly string[]): RulesIndex {
  const text = [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ...chains.map((chain) => `:${chain} - [0:0]`),
    ...chains.map((chain) => `[3:180] -A PREROUTING -j ${chain}`),
    "COMMIT",
    "*filter",
    ":FORWARD ACCEPT [0:0]",
    "COMMIT",
    "",
  ].join("\n");
  return last(indexRules(text, parseRuleset(text).ruleset));
}

function last<Result>(steps: Generator<undefined, Result, undefined>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** All lines of the tree; there is none before the first and none behind the last. */
function rowsOf(index: RulesIndex, turned: ReadonlySet<string>): readonly TreeRow[] {
  const rows = treeRows(last(foldChains(index)), turned);
  expect([rows.at(-1), rows.at(rows.count)]).toEqual([undefined, undefined]);
  return Array.from({ length: rows.count }, (_, at) => rows.at(at)).filter(
    (row) => row !== undefined,
  );
}

const SIX = Array.from({ length: 6 }, (_, at) => `KUBE-SVC-${at}`);

test("chains that begin alike are folded where the first stands, and unfolded when turned", () => {
  const index = indexOf(["KUBE-SERVICES", ...SIX, "DOCKER"]);
  const folded = rowsOf(index, new Set());
  expect(folded.map(({ id }) => id)).toEqual([
    "nat",
    "nat/PREROUTING",
    "nat/KUBE-SERVICES",
    "nat/KUBE-SVC-",
    "nat/DOCKER",
    "filter",
    "filter/FORWARD",
  ]);
  expect(folded[3]).toMatchObject({ chains: 6, rules: 0, references: 6, packets: 18 });
  const open = rowsOf(index, new Set(["nat/KUBE-SVC-", "filter"]));
  expect(open.map(({ id }) => id)).toEqual([
    "nat",
    "nat/PREROUTING",
    "nat/KUBE-SERVICES",
    "nat/KUBE-SVC-",
    ...SIX.map((name) => `nat/${name}`),
    "nat/DOCKER",
    "filter",
  ]);
});

test("chains named by a hash alone are folded too, and named ones beside them are not", () => {
  const hashed = Array.from({ length: 6 }, (_, at) => `CNI-0d314787d80${at}`);
  const rows = rowsOf(indexOf([...hashed, "CNI-HOSTPORT"]), new Set(["filter"]));
  expect(rows.map(({ id }) => id)).toEqual([
    "nat",
    "nat/PREROUTING",
    "nat/CNI-",
    "nat/CNI-HOSTPORT",
    "filter",
  ]);
});

test("a few chains that begin alike stand by themselves", () => {
  const rows = rowsOf(indexOf(SIX.slice(0, 5)), new Set(["filter"]));
  expect(rows.map(({ kind }) => kind)).toEqual(["table", ...Array(6).fill("chain"), "table"]);
});
