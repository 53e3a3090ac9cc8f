import { type Hop, isUndecided, type PartExplanation } from "@/engine";
import { isLostDraw, lostDraw } from "./lostDraw";
import { passedOverSentence } from "./passedOverSentence";
import { type Sentence, say } from "./sentence";

/** A rule that a hop passed over, and the one part of it that failed. */
export interface PassedOverRule {
  readonly ruleNumber: number;
  /** A value differs, a draw of chance was lost, or nobody can tell. */
  readonly sign: "differs" | "lost draw" | "undecided";
  /** As iptables-save prints it: `--dport 80`; "" when there is none to name. */
  readonly part: string;
  /** `dport 443 is not 80` */
  readonly why: Sentence;
}

/** What `explainRulesAt` said of a rule before a hop, in a line. `parts` is undefined where it said nothing. */
export function passedOverRule(
  hop: Hop | undefined,
  ruleNumber: number,
  parts: readonly PartExplanation[] = [],
): PassedOverRule {
  const failed = parts.find(({ decision }) => decision === "no");
  const told = failed ?? parts.find(({ decision }) => isUndecided(decision));
  if (told === undefined)
    return { ruleNumber, sign: "undecided", part: "", why: say`it was not tried here` };
  return {
    ruleNumber,
    sign: signOf(failed),
    part: told.part,
    why: passedOverSentence(told, lostDraw(hop, ruleNumber, failed)),
  };
}

function signOf(failed: PartExplanation | undefined): PassedOverRule["sign"] {
  if (failed === undefined) return "undecided";
  return isLostDraw(failed) ? "lost draw" : "differs";
}
