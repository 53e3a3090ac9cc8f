import type { PartExplanation } from "@/engine";
import { currentStopIndex } from "./currentStop";
import type { SelectedRule } from "./selection";
import { useStore } from "./store";
import { explainAtPlace } from "./walk/explainAtStop";
import { walkOf } from "./walk/walkOf";

/**
 * Why a rule took the packet or did not, part by part, when the packet was in that chain last before now.
 * Empty when the packet has not tried the rule.
 */
export function explain(place: SelectedRule, ruleNumber: number): readonly PartExplanation[] {
  const state = useStore.getState();
  const walk = walkOf(state.document, state.selection.walkIndex);
  return explainAtPlace(walk, { ...place, ruleNumber }, currentStopIndex(state));
}
