import type { TargetExtension } from "./targetExtension";

/** `-j ACCEPT`: lets the packet go on to the next table or hook. */
export interface AcceptTarget {
  readonly target: "ACCEPT";
}

/** Source: Linux net/ipv4/netfilter/ip_tables.c, ipt_do_table. */
export const accept: TargetExtension<AcceptTarget> = {
  name: "ACCEPT",
  options: {},
  isTerminal: true,

  parse() {
    return { ok: true, value: { target: "ACCEPT" } };
  },

  print() {
    return "";
  },

  act() {
    return { do: "accept" };
  },

  label() {
    return "ACCEPT";
  },
};
