import type { SelectedRule } from "../selection";
import { useStore } from "../store";
import { metRules } from "../walk/metRules";
import { walkOf } from "../walk/walkOf";
import { pastedChain } from "./pastedChain";

/** Does something that may give rules other numbers; the rule that was picked stays picked. */
export function keepSelected(change: () => void): void {
  const { selected } = useStore.getState().selection;
  const rule = selected && keptNumber(selected);
  change();
  if (selected !== undefined && rule !== undefined && rule !== 0)
    useStore.getState().selection.select(selectionOf(selected, rule));
}

/** The number that a picked rule keeps; 0 for a chain as a whole, undefined where there is no such rule. */
export function keptNumber(place: SelectedRule): number | undefined {
  if (place.disabled !== undefined) return place.disabled;
  return place.ruleNumber === 0 ? 0 : chainAt(place)?.rows.numbered(place.ruleNumber)?.rule;
}

/** How a rule is picked that keeps a number; undefined when it is not there any more. */
export function selectionOf(place: SelectedRule, rule: number): SelectedRule | undefined {
  const rows = chainAt(place)?.rows;
  const row = rows?.at(rows.placeOf(rule) ?? 0);
  if (row === undefined) return undefined;
  const { disabled: _, ...plain } = place;
  return row.number === undefined
    ? { ...plain, ruleNumber: 0, disabled: rule }
    : { ...plain, ruleNumber: row.number };
}

function chainAt(place: SelectedRule) {
  const { document, selection } = useStore.getState();
  const rules = metRules(walkOf(document, selection.walkIndex), place.node);
  return rules && pastedChain(rules, place);
}
