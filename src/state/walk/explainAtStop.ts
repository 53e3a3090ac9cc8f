import type { PartExplanation } from "@/engine";
import { visitAt } from "@/scene/playback/visitAt";
import type { SelectedRule } from "../selection";
import type { Walk } from "./walkOf";

/**
 * Why a rule that was tried on the way to a stop took the packet or did not. Empty when that stop is no place in a
 * chain, or the rule was not tried there.
 */
export function explainAtStop(
  _walk: Walk,
  _stop: number,
  _ruleNumber: number,
): readonly PartExplanation[] {
  return [];
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
  const tried = timeline.stops.slice(visit.firstStop, visit.lastStop + 1).filter(({ hop }) => {
    const isThere =
      hop !== undefined &&
      "chain" in hop &&
      hop.hook === place.hook &&
      hop.table === place.table &&
      hop.chain === place.chain;
    return isThere && hop.firstTried <= place.ruleNumber && place.ruleNumber <= hop.ruleNumber;
  });
  const last = tried.findLast(({ index }) => index <= stop) ?? tried[0];
  return last === undefined ? [] : explainAtStop(walk, last.index, place.ruleNumber);
}
