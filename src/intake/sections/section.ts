import type { SeenCommand } from "./seenCommand";

/** What a stretch of a pasted text can be. Which family rules or addresses are of is not part of the kind. */
export const SECTION_KINDS = [
  "iptables-save",
  /** `iptables -S`: rules without `*table`, policies and chains shown. */
  "iptables-S",
  /** `iptables -L` with any options. */
  "iptables-L",
  /** Shell commands that change rules. */
  "script",
  /** Single rules or chain lines that somebody cut out. */
  "fragment",
  /** The kernel's `TRACE: table:chain:rule:number` lines. */
  "trace",
  "xtables-monitor",
  "ip-addr",
  "ip-link",
  "ip-route",
  "ip-rule",
  "sysctl",
  "ipset-save",
  "ipset-list",
  "conntrack",
  "ipvsadm",
  "hostname",
  /** `kubectl get …` as a table. */
  "kubectl-table",
  "kubernetes-yaml",
  "kubernetes-json",
  /** `nft list ruleset`. */
  "nft",
  /** A saved Chainwalk document. */
  "document",
  /** A recorder case. */
  "case",
  /** Anything else: words, fences, output of other programs. */
  "prose",
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** A stretch of whole lines of one kind. Every line of a text stands in exactly one section. */
export interface Section {
  readonly kind: SectionKind;
  /** The command whose output it is, where the text shows one. */
  readonly command: SeenCommand | undefined;
  /** 1-based, in the pasted text. A line that shows the command is the section's first. */
  readonly firstLine: number;
  readonly lastLine: number;
  /**
   * Its lines without prompts, common indentation, colours, carriage returns and what grep puts before a line; the
   * command's own line is empty. Line n of it is line `firstLine + n - 1` of the pasted text.
   */
  readonly text: string;
}

/** The line of the pasted text that a line of a section's text is; both 1-based. */
export function pastedLine({ firstLine }: Section, line: number): number {
  return firstLine + line - 1;
}
