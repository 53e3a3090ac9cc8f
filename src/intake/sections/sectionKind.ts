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
