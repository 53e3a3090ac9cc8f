import type { SelectedRule } from "./selection";
import { useStore } from "./store";
import type { NodeRules } from "./walk/describedWorld";
import { metRules } from "./walk/metRules";
import { walkOf } from "./walk/walkOf";
import { editedRuleText, pastedChain } from "./what-if/pastedChain";
import { shownText } from "./what-if/shownText";

/** The rules of a node as text, as they were pasted or as iptables-save prints them; "" for a node without rules. */
export function useRulesText(node: string): string {
  const rules = useMetRules(node);
  return rules === undefined ? "" : shownText(rules).text;
}

/** One rule as text, from `-A` on; "" when there is no such rule. */
export function useRuleText(place: SelectedRule): string {
  const rules = useMetRules(place.node);
  const ruleset = rules?.ruleset;
  const pasted = place.disabled === undefined ? undefined : rules && pastedChain(rules, place);
  if (pasted !== undefined) return editedRuleText(pasted, place.disabled ?? 0);
  const chain = ruleset?.table(place.table)?.chain(place.chain);
  const exists = chain !== undefined && place.ruleNumber >= 1 && place.ruleNumber <= chain.length;
  return exists ? chain.rule(place.ruleNumber).text : "";
}

/** The rules of a node, of both families those that the walk at hand meets; undefined for a node without rules. */
export function useMetRules(node: string | undefined): NodeRules | undefined {
  const document = useStore((state) => state.document);
  const walkIndex = useStore((state) => state.selection.walkIndex);
  return node === undefined ? undefined : metRules(walkOf(document, walkIndex), node);
}
