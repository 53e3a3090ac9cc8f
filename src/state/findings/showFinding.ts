import { HOOKS_OF_TABLE } from "@/engine";
import type { FindingPlace } from "@/findings/finding";
import { useStore } from "../store";

/** Picks the rule of a finding: the graph opens the chains that lead to it, and the rules scroll to it. */
export function showFinding(
  node: string,
  { table, chain, ruleNumber, hook, way }: FindingPlace,
): void {
  const { selection, playback } = useStore.getState();
  const shownAt = hook ?? HOOKS_OF_TABLE[table][0];
  if (shownAt === undefined) return;
  // The ids of rows: a row that is opened shows the chain it jumps to.
  for (const jump of way) selection.openGap(`${shownAt}/${table}/${jump.chain}:${jump.ruleNumber}`);
  // Else the graph would go back to the packet.
  playback.setFollow(false);
  selection.seek({ node, hook: shownAt, table, chain, ruleNumber: ruleNumber ?? 0 });
}
