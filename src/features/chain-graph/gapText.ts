import type { GapRow } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";

/** What a gap says of the rules it stands for: `1 to 86 passed over`. */
export function gapText({ from, to }: GapRow, state: RowState | undefined): string {
  const count = (rule: number) => rule.toLocaleString("en");
  const rules = from === to ? `rule ${count(from)}` : `${count(from)} to ${count(to)}`;
  return `${rules} ${state?.look === "passed-over" ? "passed over" : "not shown"}`;
}
