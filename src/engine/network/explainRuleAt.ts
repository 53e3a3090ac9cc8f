import type { PartExplanation } from "../matches/matchExtension";
import { explainRulesAt, type HopPlace } from "./explainRulesAt";
import type { Trace } from "./trace";
import type { World } from "./world";

/** The same as `explainRulesAt` for one rule. Empty when it was not tried there. */
export function explainRuleAt(
  trace: Trace,
  world: World,
  place: HopPlace,
  ruleNumber: number,
): readonly PartExplanation[] {
  const explained = explainRulesAt(trace, world, place, { from: ruleNumber, to: ruleNumber });
  return explained.get(ruleNumber) ?? [];
}
