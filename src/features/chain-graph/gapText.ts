import type { GapRow } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";

/** What a gap says of the rules it stands for: `1 to 86 passed over`; of endpoints how many: `97 more endpoints`. */
export function gapText({ from, to, holds }: GapRow, state: RowState | undefined): string {
  const isPassed = state?.look === "passed-over";
  const count = (number: number) => number.toLocaleString("en");
  if (holds === "endpoints") {
    const endpoints = to - from + 1;
    return isPassed
      ? `${count(endpoints)} endpoint${endpoints === 1 ? "" : "s"} passed over`
      : `${count(endpoints)} more endpoint${endpoints === 1 ? "" : "s"}`;
  }
  const rules = from === to ? `rule ${count(from)}` : `${count(from)} to ${count(to)}`;
  return `${rules} ${isPassed ? "passed over" : "not shown"}`;
}
