import type { Chain } from "@/engine";
import { type ExaminedTable, rulesOf } from "../examinedNode";
import { EarlierRules } from "./earlierRules";
import { type Endings, endingsOf } from "./endings";
import { conditionsOf } from "./ruleConditions";

/** Rules of a chain that no packet ever satisfies, since an earlier rule takes all that would. */
export interface Shadow {
  readonly chain: Chain;
  /** The rule that takes their packets. */
  readonly earlier: number;
  /** In order, at least one. */
  readonly later: readonly [number, ...number[]];
}

/**
 * All rules of a table that are certain never to be met, by the rule that takes their packets. Sound, not complete: an
 * earlier rule that takes their packets only together with another is not seen.
 */
export function findShadowed(table: ExaminedTable): readonly Shadow[] {
  const endings = endingsOf(table);
  return table.chains.flatMap((chain) => (chain.length < 2 ? [] : shadowsIn(chain, endings)));
}

function shadowsIn(chain: Chain, endings: Endings): readonly Shadow[] {
  const earlier = new EarlierRules();
  const found = new Map<number, [number, ...number[]]>();
  for (const [number, rule] of rulesOf(chain)) {
    const conditions = conditionsOf(rule);
    const by = conditions && earlier.find(conditions);
    if (by !== undefined) {
      const known = found.get(by);
      if (known === undefined) found.set(by, [number]);
      else known.push(number);
      continue;
    }
    if (endings.mayChange(rule)) earlier.noteChange();
    if (conditions?.isLasting && endings.endsChain(rule)) earlier.add(number, conditions);
  }
  return [...found].map(([number, later]) => ({ chain, earlier: number, later }));
}
