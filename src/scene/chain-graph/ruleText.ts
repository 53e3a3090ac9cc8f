import type { Rule } from "@/engine";

/** How the graph reads a rule: without its comment and without the words that only say where a test comes from. */
export interface RuleText {
  /** `-d 10.96.20.1/32`, `--dport 80`; empty for a rule that every packet satisfies. */
  readonly parts: readonly string[];
  /** What the target says on a badge; undefined for a jump and for a rule without target. */
  readonly label: string | undefined;
}

/** Reads the words of a rule as it was written. */
export function ruleText(rule: Rule): RuleText {
  const words = rule.text.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  const jump = words.findIndex((word) => word === "-j" || word === "-g");
  const matchWords = words.slice(2, jump < 0 ? words.length : jump);
  return { parts: partsOf(matchWords), label: labelOf(rule, words.slice(jump + 1)) };
}

const SILENT = new Set(["-m", "--comment", "--mode"]);

function partsOf(words: readonly string[]): readonly string[] {
  const parts: string[][] = [];
  for (const word of words) {
    const last = parts.at(-1);
    const isOption = word.startsWith("-") || word === "!";
    if (last === undefined || (isOption && last.join() !== "!")) parts.push([word]);
    else last.push(word);
  }
  return parts.filter(([first = ""]) => !SILENT.has(first)).map((part) => part.join(" "));
}

function labelOf(rule: Rule, words: readonly string[]): string | undefined {
  if (rule.target === undefined || "chain" in rule.target) return undefined;
  return words.filter((word) => !word.startsWith("--")).join(" ");
}
