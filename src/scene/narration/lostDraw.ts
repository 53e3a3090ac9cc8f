import type { Hop, PartExplanation } from "@/engine";

/** Whether what a rule lacked was luck. */
export function isLostDraw(failed: PartExplanation | undefined): boolean {
  return failed?.field === "chance";
}

/**
 * What chance drew where a rule was passed over because of it. Chance decided only where no other part had failed before:
 * then the walk has recorded a draw. Undefined otherwise, and where a recorded walk only tells who won.
 */
export function lostDraw(
  hop: Hop | undefined,
  ruleNumber: number,
  failed: PartExplanation | undefined,
): number | undefined {
  if (hop === undefined || !("draws" in hop) || !isLostDraw(failed)) return undefined;
  return hop.draws.find((draw) => draw.ruleNumber === ruleNumber && !draw.took)?.drawn;
}
