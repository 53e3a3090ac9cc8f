import type { TargetExtension } from "./targetExtension";

/** `-j RETURN`: goes back to the caller, from a base chain to its policy. */
export interface ReturnTarget {
  readonly target: "RETURN";
}

/** Source: Linux net/ipv4/netfilter/ip_tables.c, ipt_do_table. */
export const returnTarget: TargetExtension<ReturnTarget> = {
  name: "RETURN",
  options: {},
  isTerminal: false,

  parse() {
    return { ok: true, value: { target: "RETURN" } };
  },

  print() {
    return "";
  },

  act() {
    return { do: "return" };
  },

  label() {
    return "RETURN";
  },
};
