import { type Rule, rulePartsText, targetExtensionOf } from "@/engine";

/** How the graph reads a rule: comments left out. */
export interface RuleText {
  /** `-d 10.96.20.1/32`, `--dport 80`; empty for a rule that every packet satisfies. */
  readonly parts: readonly string[];
  /** What the target says on a badge; undefined for a jump and for a rule without target. */
  readonly label: string | undefined;
}

/** The parts of a rule as iptables-save prints them, and its target's label as `iptables -L` would say it. */
export function ruleText(rule: Rule): RuleText {
  return { parts: rulePartsText(rule), label: labelOf(rule) };
}

function labelOf({ target }: Rule): string | undefined {
  if (target === undefined || "chain" in target) return undefined;
  return targetExtensionOf(target).label(target);
}
