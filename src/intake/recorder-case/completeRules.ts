import { printRuleset, type Ruleset, type Table } from "@/engine";

/** Rules that a kernel loads, as lines of iptables-save. */
export interface CompleteRules {
  readonly lines: readonly string[];
  /** Chains that rules jump to and that were not given: declared, and empty. */
  readonly emptyChains: readonly string[];
}

/** A fragment of a dump jumps to chains that it does not show; no kernel would load it so. */
export function completeRules(ruleset: Ruleset): CompleteRules {
  const missing = new Map(ruleset.tables.map((table) => [table.name, missingChains(table)]));
  const lines = printRuleset(ruleset)
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => [line, ...declarationsAfter(line, missing)]);
  return { lines, emptyChains: [...missing.values()].flat() };
}

function missingChains(table: Table): readonly string[] {
  const names = new Set<string>();
  for (const chain of table.chains) {
    for (let number = 1; number <= chain.length; number++) {
      const { target } = chain.rule(number);
      if (target === undefined || !("chain" in target)) continue;
      if (table.chain(target.chain) === undefined) names.add(target.chain);
    }
  }
  return [...names];
}

function declarationsAfter(
  line: string,
  missing: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (!line.startsWith("*")) return [];
  return (missing.get(line.slice(1)) ?? []).map((name) => `:${name} - [0:0]`);
}
