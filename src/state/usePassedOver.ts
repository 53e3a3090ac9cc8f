import type { PassedOverRule } from "@/scene/narration/passedOverRule";
import { useStopIndex, useWalk } from "./derived";
import { type PassedOver, passedOverAt, passedOverRuleAt } from "./walk/passedOverAt";

/** The rules that the hop at hand passed over; `rule` computes why, one at a time. */
export interface PassedOverHere extends PassedOver {
  rule(ruleNumber: number): PassedOverRule;
}

/** Which rules the hop at hand passed over; undefined where it passed over none. */
export function usePassedOver(): PassedOverHere | undefined {
  const walk = useWalk();
  const stop = useStopIndex();
  const passed = passedOverAt(walk, stop);
  return passed && { ...passed, rule: (number) => passedOverRuleAt(walk, stop, number) };
}
