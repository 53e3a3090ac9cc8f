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

const totals = new WeakMap<Ruleset, ChainGraph["hidden"]>();

/** All chains and rules of a ruleset. Counted once: a dump may have tens of thousands of chains. */
function totalsOf(ruleset: Ruleset): ChainGraph["hidden"] {
  const known = totals.get(ruleset);
  if (known !== undefined) return known;
  let chains = 0;
  let rules = 0;
  for (const table of ruleset.tables) {
    chains += table.chains.length;
    for (const { length } of table.chains) rules += length;
  }
  const counted = { chains, rules };
  totals.set(ruleset, counted);
  return counted;
}
