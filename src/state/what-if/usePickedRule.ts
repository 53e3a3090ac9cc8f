import { useMemo } from "react";
import type { SelectedRule } from "../selection";
import { useStore } from "../store";
import { metRules } from "../walk/metRules";
import { walkOf } from "../walk/walkOf";
import { keptNumber, selectionOf } from "./keepSelected";
import type { NodeRule } from "./keptRule";
import { type RuleAtHand, useRuleAtHand } from "./useRuleAtHand";

/** The rule that was picked, with what can be done to it; a rule that is inserted beside it is picked then. */
export function usePickedRule(place: SelectedRule): RuleAtHand | undefined {
  const document = useStore((state) => state.document);
  const walkIndex = useStore((state) => state.selection.walkIndex);
  const rule = useMemo((): NodeRule | undefined => {
    const rules = metRules(walkOf(document, walkIndex), place.node);
    const kept = keptNumber(place);
    if (rules?.pasted === undefined || kept === undefined || kept === 0) return undefined;
    const { node, table, chain } = place;
    return { node, table, chain, rule: kept, family: rules.ruleset.family };
  }, [document, walkIndex, place]);
  const pick = useMemo(
    () => (inserted: NodeRule) =>
      useStore.getState().selection.select(selectionOf(place, inserted.rule)),
    [place],
  );
  return useRuleAtHand(rule, pick);
}
