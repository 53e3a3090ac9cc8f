import { isUndecided, type PartExplanation } from "@/engine";
import { missingSentence } from "./missingSentence";
import { roundChance } from "./ruleSentence";
import { code, type Sentence, say } from "./sentence";

/** Fields that are short to say. */
const SHORT_FIELDS: Readonly<Record<string, string>> = {
  "destination port": "dport",
  "source port": "sport",
};

/**
 * Why one part of a rule did not hold, in words: `dport 443 is not 80`, `drew 0.712, needed below 0.333`.
 * Of a part that held it says that too. `drawn` is what chance drew, where the part is chance.
 */
export function passedOverSentence(part: PartExplanation, drawn?: number): Sentence {
  const { decision, field, packetValue, ruleValue, inverted } = part;
  if (isUndecided(decision)) return missingSentence(decision.missing);
  if (field === "chance" && drawn !== undefined) return drawSentence(drawn, ruleValue, decision);
  const name = SHORT_FIELDS[field] ?? field;
  const holds = decision === "yes";
  const equal = holds !== inverted;
  const verb = equal ? "is" : "is not";
  const but = holds ? "" : inverted ? ", which the rule leaves out" : "";
  return say`${name} ${code(packetValue)} ${verb} ${code(ruleValue)}${but}`;
}

function drawSentence(drawn: number, needed: string, decision: "yes" | "no"): Sentence {
  const chance = roundChance(Number(needed));
  return decision === "yes"
    ? say`drew ${code(drawn.toFixed(3))}, below ${code(chance)}`
    : say`drew ${code(drawn.toFixed(3))}, needed below ${code(chance)}`;
}
