import type { Rule } from "@/engine";
import type { Badge } from "./chainGraph";

/** What a target's badge is coloured by. REDIRECT and NETMAP rewrite as DNAT does. */
const KINDS: Readonly<Record<string, Badge["kind"]>> = {
  ACCEPT: "accept",
  CONNMARK: "mark",
  DNAT: "dnat",
  DROP: "drop",
  MARK: "mark",
  MASQUERADE: "snat",
  NETMAP: "dnat",
  REDIRECT: "dnat",
  REJECT: "reject",
  RETURN: "return",
  SNAT: "snat",
};

/** The badge of a rule that ends the walk or changes the packet; undefined for a jump and for a rule without target. */
export function badgeOf(rule: Rule, label: string | undefined): Badge | undefined {
  if (rule.unknown !== undefined) return { text: rule.unknown.text, kind: "undecided" };
  const { target } = rule;
  if (target === undefined || target.target === "jump" || target.target === "goto") {
    return undefined;
  }
  return { text: label ?? target.target, kind: KINDS[target.target] ?? "other" };
}
