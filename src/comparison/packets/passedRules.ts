import { type Chain, printRule, type Rule } from "@/engine";
import type { RuleDifference } from "../chainDifference";

/** A rule that moved past thousands needs no more of them to show it. */
const MOST_PASSED = 20;
/** Of a chain that was shuffled no more rules are looked at. */
const MOST_MOVED = 100;

/** A rule that moved, and one that it was before and is now behind, or the other way round. */
export interface PassedRule {
  readonly moved: Rule;
  readonly passed: Rule;
}

/** Each rule that moved with every rule that it passed: packets that both take may fare differently. */
export function passedRules(
  before: Chain | undefined,
  now: Chain | undefined,
  differences: readonly RuleDifference[],
): readonly PassedRule[] {
  const moved = differences.filter(({ kind }) => kind === "moved").slice(0, MOST_MOVED);
  if (before === undefined || now === undefined || moved.length === 0) return [];
  const texts = { before: textsOf(before), now: textsOf(now) };
  const known = new Set(texts.before);
  return moved.flatMap((difference) => {
    if (difference.before === undefined || difference.now === undefined) return [];
    const [was, is] = [difference.before.number, difference.now.number];
    const wasAhead = new Set(texts.before.slice(0, was - 1));
    const passed = texts.now.flatMap((text, index) => {
      const isAhead = index < is - 1;
      const isOther = index !== is - 1 && known.has(text);
      return isOther && isAhead !== wasAhead.has(text) ? now.rule(index + 1) : [];
    });
    return passed.slice(0, MOST_PASSED).map((rule) => ({ moved: now.rule(is), passed: rule }));
  });
}

function textsOf(chain: Chain): readonly string[] {
  return Array.from({ length: chain.length }, (_, index) =>
    printRule(chain.name, chain.rule(index + 1)),
  );
}
