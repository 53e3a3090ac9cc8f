import type { ChainGraph, DisabledRow, RuleRow } from "@/scene/chain-graph/chainGraph";
import type { FoundRule, SelectedRule } from "@/state/selection";

/** The row of a rule in the graph, at any hook when none is named; undefined when the graph does not draw it. */
export function rowOfRule(
  graph: ChainGraph,
  place: FoundRule & { readonly hook?: SelectedRule["hook"] },
): RuleRow | undefined {
  for (const box of graph.boxes) {
    if (place.hook !== undefined && box.hook !== place.hook) continue;
    if (box.table !== place.table || box.chain !== place.chain) continue;
    for (const row of box.rows)
      if (row.kind === "rule" && row.ruleNumber === place.ruleNumber) return row;
  }
  return undefined;
}

/** The row of a picked rule, in force or not; undefined when the graph does not draw it. */
export function rowOfPicked(
  graph: ChainGraph,
  place: FoundRule & {
    readonly hook?: SelectedRule["hook"];
    readonly disabled?: number | undefined;
  },
): RuleRow | DisabledRow | undefined {
  if (place.disabled === undefined) return rowOfRule(graph, place);
  for (const box of graph.boxes) {
    if (box.hook !== place.hook || box.table !== place.table || box.chain !== place.chain) continue;
    for (const row of box.rows)
      if (row.kind === "disabled" && row.kept === place.disabled) return row;
  }
  return undefined;
}
