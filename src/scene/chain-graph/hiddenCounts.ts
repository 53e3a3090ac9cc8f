import type { Ruleset } from "@/engine";
import type { ChainBox, ChainGraph } from "./chainGraph";

/** How many chains and rules of a node have no box or row. Asks no rule for its text. */
export function hiddenCounts(ruleset: Ruleset, boxes: readonly ChainBox[]): ChainGraph["hidden"] {
  const shownRules = new Set<string>();
  const shownChains = new Set<string>();
  for (const { table, chain, stands, rows } of boxes) {
    if (stands === undefined) shownChains.add(`${table}/${chain}`);
    for (const row of rows) {
      if (row.kind === "rule") shownRules.add(`${table}/${chain}/${row.ruleNumber}`);
    }
  }
  const chains = ruleset.tables.flatMap((table) => table.chains);
  const rules = chains.reduce((sum, { length }) => sum + length, 0);
  return { chains: chains.length - shownChains.size, rules: rules - shownRules.size };
}
