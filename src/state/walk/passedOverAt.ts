import { type ChainHop, type Hop, isChainHop } from "@/engine";
import { type PassedOverRule, passedOverRule } from "@/scene/narration/passedOverRule";
import type { SelectedRule } from "../selection";
import { explainAtStop } from "./explainAtStop";
import type { Walk } from "./walkOf";

/** The rules of a chain that were tried on the way to a stop and did not take the packet. */
export interface PassedOver {
  /** The chain; rule number 0. */
  readonly place: SelectedRule;
  /** The first of them. */
  readonly from: number;
  readonly count: number;
}

/** Which rules a stop's hop passed over; undefined when there are none. */
export function passedOverAt({ timeline }: Walk, stop: number): PassedOver | undefined {
  const hop = timeline?.stops[stop]?.hop;
  if (hop === undefined || !isChainHop(hop)) return undefined;
  const from = firstPassed(hop, timeline?.stops[stop - 1]?.hop);
  if (hop.ruleNumber <= from) return undefined;
  const { node, hook, table, chain } = hop;
  return {
    place: { node, hook, table, chain, ruleNumber: 0 },
    from,
    count: hop.ruleNumber - from,
  };
}

/** Behind a rule that was undecided and assumed not to match, only what was tried after it. */
function firstPassed(hop: ChainHop, last: Hop | undefined): number {
  const isSameTry =
    last?.kind === "undecided" && last.chain === hop.chain && last.firstTried === hop.firstTried;
  return isSameTry ? last.ruleNumber + 1 : hop.firstTried;
}

/** One of the rules that a stop's hop passed over, with the part that failed. Computed when asked. */
export function passedOverRuleAt(walk: Walk, stop: number, ruleNumber: number): PassedOverRule {
  const hop = walk.timeline?.stops[stop]?.hop;
  return passedOverRule(hop, ruleNumber, explainAtStop(walk, stop, ruleNumber));
}
