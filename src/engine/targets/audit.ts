import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import type { TargetExtension } from "./targetExtension";

const AUDIT_TYPES = ["accept", "drop", "reject"] as const;

/** `-j AUDIT`: a record for the audit daemon, and on with the next rule. */
export interface AuditTarget {
  readonly target: "AUDIT";
  /** What the record says will become of the packet. */
  readonly type: (typeof AUDIT_TYPES)[number];
}

/** Source: iptables 1.8.9 libxt_AUDIT.c (text), Linux net/netfilter/xt_AUDIT.c (action). */
export const audit: TargetExtension<AuditTarget> = {
  name: "AUDIT",
  options: { "--type": 1 },
  isTerminal: false,

  parse(options) {
    const option = findOption(options, "--type");
    if (option === undefined) return refuse("AUDIT wants --type accept, drop or reject");
    const word = (option.values[0] ?? "").toLowerCase();
    const type = AUDIT_TYPES.find((known) => known === word);
    if (type === undefined) return refuseValue(option, "accept, drop or reject");
    return { ok: true, value: { target: "AUDIT", type } };
  },

  print({ type }) {
    return `--type ${type}`;
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label({ type }) {
    return `AUDIT ${type}`;
  },
};
