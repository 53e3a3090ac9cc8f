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
  if (field === "TCP flags") return flagsSentence(part, holds, but);
  const name = SHORT_FIELDS[field] ?? field;
  return say`${name} ${code(packetValue)} ${verb(part, holds)} ${code(ruleValue)}${but}`;
}

/** The rule's value is the flags that are looked at, and those of them that have to be set. */
function flagsSentence({ packetValue, ruleValue }: PartExplanation, holds: boolean, but: string) {
  const [mask = "", set = ""] = ruleValue.split(" ");
  return say`TCP flags ${code(packetValue)}: of ${code(mask)} ${holds ? "just" : "not just"} ${code(set)}${but}`;
}

/** Value and mask of a mark such as `0x4000/0x4000`; undefined for other fields and for a mark without mask. */
function maskOf(field: string, ruleValue: string): readonly [string, string] | undefined {
  const [value, mask] = ruleValue.split("/");
  if (!field.endsWith("mark") || value === undefined || mask === undefined) return undefined;
  return [value, mask];
}

/** Options that ask for less or more. */
const COMPARISONS: Readonly<Record<string, string>> = {
  "--ttl-lt": "below",
  "--ttl-gt": "above",
  "--hl-lt": "below",
  "--hl-gt": "above",
};

const PREFIX_OF_SEVERAL = /^[\d.]+\/(?!32$)|^[\da-f:]+\/(?!128$)/;
const RANGE = /^\d+:\d+$|^[\d.]+-[\d.]+$|\+$/;

/** A list holds any of its members, a prefix any address in it, a range anything between its ends. */
function verb({ part, ruleValue }: PartExplanation, holds: boolean): string {
  const is = holds ? "is" : "is not";
  const comparison = COMPARISONS[part.split(" ")[0] ?? ""];
  if (comparison !== undefined) return `${is} ${comparison}`;
  if (ruleValue.includes(",")) return `${is} among`;
  return PREFIX_OF_SEVERAL.test(ruleValue) || RANGE.test(ruleValue) ? `${is} in` : is;
}

function drawSentence(drawn: number, needed: string, decision: "yes" | "no"): Sentence {
  const chance = roundChance(Number(needed));
  return decision === "yes"
    ? say`drew ${code(drawn.toFixed(3))}, below ${code(chance)}`
    : say`drew ${code(drawn.toFixed(3))}, needed below ${code(chance)}`;
}
