import { type Decision, decide, isUndecided } from "../net/decision";
import type { PartExplanation } from "./matchExtension";

/** Turns yes into no and no into yes for an inverted part; what is undecided stays so. */
export function invertIf(inverted: boolean, decision: Decision): Decision {
  if (!inverted || isUndecided(decision)) return decision;
  return decision === "yes" ? "no" : "yes";
}

/** Both have to hold: one "no" decides, else one that is undecided leaves it so. */
export function both(first: Decision, second: Decision): Decision {
  if (first === "no" || second === "no") return "no";
  return isUndecided(first) ? first : second;
}

/** All parts have to hold: the first "no" decides, else the first that is undecided. */
export function allHold(parts: readonly PartExplanation[]): Decision {
  return parts.reduce<Decision>((answer, { decision }) => both(answer, decision), "yes");
}

/** An explanation whose part begins with `! ` when inverted. `holds` is before inversion. */
export function explainPart(part: {
  /** The part without the `!`. */
  readonly part: string;
  readonly field: string;
  readonly packetValue: string;
  readonly ruleValue: string;
  readonly inverted: boolean;
  readonly holds: boolean | Decision;
}): PartExplanation {
  const { holds, inverted, field, packetValue, ruleValue } = part;
  const decision = typeof holds === "boolean" ? decide(holds) : holds;
  return {
    part: inverted ? `! ${part.part}` : part.part,
    decision: invertIf(inverted, decision),
    field,
    packetValue,
    ruleValue,
    inverted,
  };
}
