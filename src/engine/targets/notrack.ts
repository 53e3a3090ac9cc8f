import type { TargetExtension } from "./targetExtension";

/** `-j NOTRACK`: the older way to write `-j CT --notrack`. */
export interface NotrackTarget {
  readonly target: "NOTRACK";
}

/** Source: iptables 1.8.9 libxt_CT.c, notrack_tg (text), Linux net/netfilter/xt_CT.c (action). */
export const notrack: TargetExtension<NotrackTarget> = {
  name: "NOTRACK",
  options: {},
  tables: ["raw"],
  isTerminal: false,

  parse() {
    return { ok: true, value: { target: "NOTRACK" } };
  },

  print() {
    return "";
  },

  act() {
    return { do: "notrack" };
  },

  label() {
    return "NOTRACK";
  },
};
