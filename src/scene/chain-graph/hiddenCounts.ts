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
  const { chains, rules } = totalsOf(ruleset);
  return { chains: chains - shownChains.size, rules: rules - shownRules.size };
}

/** All chains and rules of a ruleset. Makes none: a dump may have tens of thousands of chains. */
function totalsOf(ruleset: Ruleset): ChainGraph["hidden"] {
  return ruleset.tables.reduce(
    ({ chains, rules }, { size }) => ({ chains: chains + size.chains, rules: rules + size.rules }),
    { chains: 0, rules: 0 },
  );
}
