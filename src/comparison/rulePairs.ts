import { type Chain, printRule, type Rule } from "@/engine";

/** A rule of a chain that is compared. */
export interface ReadRule {
  readonly rule: Rule;
  /** As iptables-save prints it: two texts of one rule may be written differently. */
  readonly text: string;
}

/** Which rules of a chain before and now belong together. */
export interface RulePairs {
  /** By index before: the index now of the same rule in its place; -1 for none. */
  readonly kept: Int32Array;
  /** By index before: the index now of the same rule in another place; -1 for none. */
  readonly moved: Int32Array;
}

/** Whether two chains are the same to the letter. */
export function hasSameTexts(before: Chain, now: Chain): boolean {
  if (before.length !== now.length) return false;
  for (let number = 1; number <= before.length; number++)
    if (before.rule(number).text !== now.rule(number).text) return false;
  return true;
}

/** All rules of a chain, printed alike. */
export function readChain(chain: Chain | undefined): readonly ReadRule[] {
  if (chain === undefined) return [];
  return Array.from({ length: chain.length }, (_, index) => {
    const rule = chain.rule(index + 1);
    return { rule, text: printRule(chain.name, rule) };
  });
}
