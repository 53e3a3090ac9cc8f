import type { SectionKind } from "@/intake/sections/sectionKind";

/** The kinds of section that hold rules. */
export const RULE_KINDS: ReadonlySet<SectionKind> = new Set([
  "iptables-save",
  "iptables-S",
  "iptables-L",
  "script",
  "fragment",
]);
