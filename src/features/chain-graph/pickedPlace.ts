import type { ChainBox, DisabledRow, RuleRow } from "@/scene/chain-graph/chainGraph";
import type { SelectedRule } from "@/state/selection";

/** How the rule of a row is picked. */
export function pickedPlace(
  node: string,
  { hook, table, chain }: ChainBox,
  row: RuleRow | DisabledRow,
): SelectedRule {
  const place = { node, hook, table, chain };
  return row.kind === "rule"
    ? { ...place, ruleNumber: row.ruleNumber }
    : { ...place, ruleNumber: 0, disabled: row.kept };
}
