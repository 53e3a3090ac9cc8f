import type { TargetExtension } from "./targetExtension";

/** `-j DROP`: throws the packet away without an answer. */
export interface DropTarget {
  readonly target: "DROP";
}

/** Source: Linux net/ipv4/netfilter/ip_tables.c, ipt_do_table. */
export const drop: TargetExtension<DropTarget> = {
  name: "DROP",
  options: {},
  isTerminal: true,

  parse() {
    return { ok: true, value: { target: "DROP" } };
  },

  print() {
    return "";
  },

  act() {
    return { do: "drop" };
  },

  label() {
    return "DROP";
  },
};
