import type { RecordedCase, RecordedTurn, RulePosition } from "./recordedCase";

interface Draws {
  readonly took: readonly RulePosition[];
  readonly sourcePort: Readonly<Record<string, number>>;
}

/**
 * The case that was recorded, with what chance decided and nothing else of the answer: which random rules took each
 * packet, and the ports that source NAT chose where it left the sender's. A refused case comes back as it was.
 */
export function giveDraws({ case: asked, packets }: RecordedCase): unknown {
  if (packets === undefined) return asked;
  return { ...asked, draws: packets.map(({ turns }) => turns.map(drawsOf)) };
}

function drawsOf(turn: RecordedTurn): Draws {
  return { took: turn.took ?? randomRulesOf(turn), sourcePort: chosenPorts(turn) };
}

/** The places of the random rules that took the packet, told by the rule texts that only the recorder itself gives. */
export function randomRulesOf({ hops = [] }: RecordedTurn): readonly RulePosition[] {
  return hops
    .filter(({ rule }) => rule?.includes("--mode random"))
    .map(({ node, table, chain, rulenum }) => [node, table, chain, rulenum]);
}

function chosenPorts({ ct = {} }: RecordedTurn): Readonly<Record<string, number>> {
  const ports = Object.entries(ct).flatMap(([node, { orig, reply }]) =>
    reply.dport === undefined || reply.dport === orig.sport ? [] : [[node, reply.dport] as const],
  );
  return Object.fromEntries(ports);
}
