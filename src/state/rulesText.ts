import type { SelectedRule } from "./selection";
import { useStore } from "./store";
import { describedWorld } from "./walk/describedWorld";

/** The rules of a node as text, as they were pasted or as iptables-save prints them; "" for a node without rules. */
export function useRulesText(node: string): string {
  const source = useStore((state) => state.document.source);
  return describedWorld(source).rules.get(node)?.text ?? "";
}

/** One rule as text, from `-A` on; "" when there is no such rule. */
export function useRuleText(place: SelectedRule): string {
  const source = useStore((state) => state.document.source);
  const ruleset = describedWorld(source).rules.get(place.node)?.ruleset;
  const chain = ruleset?.table(place.table)?.chain(place.chain);
  const exists = chain !== undefined && place.ruleNumber >= 1 && place.ruleNumber <= chain.length;
  return exists ? chain.rule(place.ruleNumber).text : "";
}
