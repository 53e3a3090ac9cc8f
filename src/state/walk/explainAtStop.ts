import { explainRulesAt, type PartExplanation, type RuleExplanations } from "@/engine";
import type { Stop } from "@/scene/playback/stop";
import type { Timeline } from "@/scene/playback/timeline";
import { visitAt } from "@/scene/playback/visitAt";
import type { SelectedRule } from "../selection";
import type { Walk } from "./walkOf";

/** Explanations that were asked for, by walk: each repeats the walk, and every stop asks for those before it again. */
const explained = new WeakMap<Walk, Map<string, RuleExplanations>>();

/** Who asks for one rule asks for its neighbours next: they are explained together. */
const RULES_AT_ONCE = 64;

const NO_PARTS: readonly PartExplanation[] = [];

/**
 * Why a rule that was tried on the way to a stop took the packet or did not. Empty when that stop is no place in a
 * chain, or the rule was not tried there.
 */
export function explainAtStop(
  walk: Walk,
  stop: number,
  ruleNumber: number,
): readonly PartExplanation[] {
  const { trace, world, timeline } = walk;
  const here = timeline?.stops[stop];
  if (trace === undefined || world === undefined || timeline === undefined || here === undefined)
    return NO_PARTS;
  const known = explained.get(walk) ?? new Map<string, RuleExplanations>();
  explained.set(walk, known);
  const block = Math.floor((ruleNumber - 1) / RULES_AT_ONCE);
  const key = `${stop} ${block}`;
  const from = block * RULES_AT_ONCE + 1;
  const span = { from, to: from + RULES_AT_ONCE - 1 };
  const rules = known.get(key) ?? explainRulesAt(trace, world, placeOf(timeline, here), span);
  known.set(key, rules);
  return rules.get(ruleNumber) ?? NO_PARTS;
}

/** Where the trace holds a stop's hop. */
function placeOf({ stops }: Timeline, { turn, made, index }: Stop) {
  const first = stops.findIndex(
    (stop) => stop.hop !== undefined && stop.turn === turn && stop.made === made,
  );
  return { turn, made, hop: index - first };
}

/** The same for a rule by its place: as it was tried last before a stop, on the visit at hand. */
export function explainAtPlace(
  walk: Walk,
  place: SelectedRule,
  stop: number,
): readonly PartExplanation[] {
  const { timeline } = walk;
  const visit = timeline && visitAt(timeline, stop);
  if (timeline === undefined || visit?.node !== place.node) return [];
  const tried = timeline.stops
    .slice(visit.firstStop, visit.lastStop + 1)
    .filter((candidate) => isTriedAt(candidate, place));
  const last = tried.findLast(({ index }) => index <= stop) ?? tried[0];
  return last === undefined ? [] : explainAtStop(walk, last.index, place.ruleNumber);
}

function isTriedAt({ hop }: Stop, { hook, table, chain, ruleNumber }: SelectedRule): boolean {
  if (hop === undefined || !("chain" in hop)) return false;
  const isThere = hop.hook === hook && hop.table === table && hop.chain === chain;
  return isThere && hop.firstTried <= ruleNumber && ruleNumber <= hop.ruleNumber;
}
