import { type Hop, isChainHop, type Trace, type Turn } from "@/engine";

/** What chance decided in one turn, as draws.py writes it. */
interface WrittenDraws {
  /** Node, table, chain and number of every rule that chance let take the packet, in order. */
  readonly took: readonly (readonly [string, string, string, number])[];
  /** By node: the port that source NAT ended with, where it is not the packet's own. */
  readonly sourcePort: Readonly<Record<string, number>>;
}

/** What chance decided in a walk, one entry a turn: the inverse of `parseDraws`. */
export function writeDraws({ turns }: Trace): readonly WrittenDraws[] {
  return turns.map((turn) => ({ took: tookIn(turn), sourcePort: chosenPorts(turn) }));
}

function tookIn({ hops, made }: Turn): WrittenDraws["took"] {
  return [hops, ...made.map((answer) => answer.hops)].flatMap((some) => some.flatMap(tookAt));
}

function tookAt(hop: Hop): WrittenDraws["took"] {
  if (!isChainHop(hop)) return [];
  return hop.draws
    .filter(({ took }) => took)
    .map(({ ruleNumber }) => [hop.node, hop.table, hop.chain, ruleNumber] as const);
}

function chosenPorts({ connections }: Turn): WrittenDraws["sourcePort"] {
  const chosen = Object.entries(connections).flatMap(([node, { connection }]) => {
    const port = connection?.reply.destinationPort;
    const isChosen = port !== undefined && port !== connection?.original.sourcePort;
    return isChosen && connection?.reply.icmp === undefined ? [[node, port] as const] : [];
  });
  return Object.fromEntries(chosen);
}
