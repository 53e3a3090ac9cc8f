import type { NodeEnd } from "../host/kernel";
import type { Address } from "../net/address";
import type { ChainHop, Hop, Outcome } from "./trace";

/** How a packet fared that a node did not pass on. */
export function outcomeOf(
  end: Exclude<NodeEnd, { end: "transmit" | "local" }>,
  hops: readonly Hop[],
  arpFor?: Address,
): Outcome {
  switch (end.end) {
    case "dropped":
      return { what: "dropped", by: end.by, isPolicy: end.isPolicy };
    case "rejected":
      return { what: "rejected", by: end.by, with: end.with, answerArrived: false };
    case "unknown":
      return {
        what: "undecided",
        missing: [end.missing],
        hop: Math.max(0, hops.length - 1),
        ways: [],
      };
    case "lost": {
      const last = hops.findLast(isChainHop);
      return {
        what: "lost",
        reason: end.reason,
        after: last && { node: last.node, table: last.table, hook: last.hook },
        sendError: end.sendError,
        icmp: undefined,
        arpFor,
      };
    }
  }
}

/** Whether a hop stands in a chain. */
export function isChainHop(hop: Hop): hop is ChainHop {
  return "chain" in hop;
}
