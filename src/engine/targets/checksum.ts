import { refuse } from "../matches/writtenOptions";
import type { TargetExtension } from "./targetExtension";

/** `-j CHECKSUM`: has the checksum written that a network card was meant to write; no rule or route looks at it. */
export interface ChecksumTarget {
  readonly target: "CHECKSUM";
}

/** Source: iptables 1.8.9 libxt_CHECKSUM.c (text), Linux net/netfilter/xt_CHECKSUM.c (action). */
export const checksum: TargetExtension<ChecksumTarget> = {
  name: "CHECKSUM",
  options: { "--checksum-fill": 0 },
  tables: ["mangle"],
  isTerminal: false,

  parse(options) {
    if (options.length === 0) return refuse("CHECKSUM wants --checksum-fill");
    return { ok: true, value: { target: "CHECKSUM" } };
  },

  print() {
    return "--checksum-fill";
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label() {
    return "CHECKSUM fill";
  },
};
