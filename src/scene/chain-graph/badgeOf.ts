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

/**
 * The badge of a rule that ends the walk or changes the packet; undefined for a jump and for a rule without target.
 * A target that is not known is shown as it was written.
 */
export function badgeOf({ target, unknown }: Rule, label: string | undefined): Badge | undefined {
  if (target === undefined) {
    const isTarget = unknown?.missing.kind === "unknown-target";
    return isTarget ? { text: unknown.missing.name, kind: "undecided" } : undefined;
  }
  if (label === undefined) return undefined;
  return { text: label, kind: badgeKindOf(target.target) };
}

/** What a target is coloured by, as it is written after `-j`. */
export function badgeKindOf(target: string): Badge["kind"] {
  return KINDS[target] ?? "other";
}
