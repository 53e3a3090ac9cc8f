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
  const holds = (decision === "yes") !== inverted;
  const but = inverted && decision === "no" ? ", which the rule leaves out" : "";
  const masked = maskOf(field, ruleValue);
  if (masked !== undefined) {
    const [value, mask] = masked;
    return say`${field} ${code(`${packetValue} & ${mask}`)} ${holds ? "is" : "is not"} ${code(value)}${but}`;
  }
  if (packetValue.includes(" is ")) {
    return say`${code(packetValue)}${holds ? ", " : ", not "}${code(ruleValue)}${but}`;
  }
  const name = SHORT_FIELDS[field] ?? field;
  return say`${name} ${code(packetValue)} ${verb(ruleValue, holds)} ${code(ruleValue)}${but}`;
}

/** Value and mask of a mark such as `0x4000/0x4000`; undefined for other fields and for a mark without mask. */
function maskOf(field: string, ruleValue: string): readonly [string, string] | undefined {
  const [value, mask] = ruleValue.split("/");
  if (!field.endsWith("mark") || value === undefined || mask === undefined) return undefined;
  return [value, mask];
}

/** A list holds any of its members, a prefix any address in it. */
function verb(ruleValue: string, holds: boolean): string {
  const isSeveral = ruleValue.includes(",");
  const isPrefix = /^\d+\.\d+\.\d+\.\d+\/(?!32$)/.test(ruleValue);
  const is = holds ? "is" : "is not";
  if (isSeveral) return `${is} among`;
  return isPrefix ? `${is} in` : is;
}

function drawSentence(drawn: number, needed: string, decision: "yes" | "no"): Sentence {
  const chance = roundChance(Number(needed));
  return decision === "yes"
    ? say`drew ${code(drawn.toFixed(3))}, below ${code(chance)}`
    : say`drew ${code(drawn.toFixed(3))}, needed below ${code(chance)}`;
}
