import type { TargetExtension } from "./targetExtension";

/** `-j TRACE`: has the kernel log the packet's way; nothing happens to the packet. */
export interface TraceTarget {
  readonly target: "TRACE";
}

/** Source: Linux net/netfilter/xt_TRACE.c. */
export const trace: TargetExtension<TraceTarget> = {
  name: "TRACE",
  options: {},
  tables: ["raw"],
  isTerminal: false,

  parse() {
    return { ok: true, value: { target: "TRACE" } };
  },

  print() {
    return "";
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label() {
    return "TRACE";
  },
};
