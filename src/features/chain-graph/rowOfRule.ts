import type { ChainGraph, RuleRow } from "@/scene/chain-graph/chainGraph";
import type { SelectedRule } from "@/state/selection";

/** The row of a rule in the graph; undefined when the graph does not draw it. */
export function rowOfRule(graph: ChainGraph, place: SelectedRule): RuleRow | undefined {
  for (const box of graph.boxes) {
    if (box.hook !== place.hook || box.table !== place.table || box.chain !== place.chain) continue;
    for (const row of box.rows)
      if (row.kind === "rule" && row.ruleNumber === place.ruleNumber) return row;
  }
  return undefined;
}
