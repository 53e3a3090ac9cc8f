import type { TargetExtension } from "./targetExtension";

/** `-j QUEUE`: the older way to write `-j NFQUEUE --queue-num 0`. */
export interface QueueTarget {
  readonly target: "QUEUE";
}

/** Source: iptables 1.8.9 libxt_standard.c (text), Linux net/netfilter/nf_queue.c (action). */
export const queue: TargetExtension<QueueTarget> = {
  name: "QUEUE",
  options: {},
  isTerminal: true,

  parse() {
    return { ok: true, value: { target: "QUEUE" } };
  },

  print() {
    return "";
  },

  act(_spec, _packet, { programs }) {
    if (programs === "none") return { do: "lose" };
    const name = "what a program that listens to queue 0 decides, if one does";
    return { do: "undecided", missing: { kind: "other", name } };
  },

  label() {
    return "QUEUE";
  },
};
