import {
  isChainHop,
  type PacketRequest,
  sendPacket,
  type Turn,
  type TurnDraws,
  type World,
} from "@/engine";

/** One way of a packet, as chance may have it. */
export interface DrawnWay {
  readonly turn: Turn;
  /** Of all packets like it those that go this way, 0 to 1. */
  readonly share: number;
}

export interface DrawnWays {
  readonly ways: readonly DrawnWay[];
  /** Whether all ways are among them. */
  readonly isComplete: boolean;
}

/** A Service of more endpoints is not followed to each of them. */
const MOST_WAYS = 128;

/** What is not drawn by a rule, such as a port of source NAT, follows this. */
const SEED = 1;

type Took = TurnDraws["took"][number];

/** All ways that a packet may take where rules draw, each once, with how likely it is. */
export function drawnWays(world: World, request: PacketRequest): DrawnWays {
  const ways: DrawnWay[] = [];
  const open: (readonly Took[])[] = [[]];
  for (let took = open.pop(); took !== undefined; took = open.pop()) {
    if (ways.length === MOST_WAYS) return { ways, isComplete: false };
    const turns = [{ took, sourcePort: {} }];
    const [turn] = sendPacket(world, request, { kind: "draws", turns, seed: SEED }).trace.turns;
    if (turn === undefined) continue;
    const draws = drawsOf(turn);
    ways.push({ turn, share: draws.reduce((share, { chance }) => share * chance, 1) });
    // Behind the last rule that was told to take it, each that did not might have.
    const decided = draws.findLastIndex((draw) => draw.took);
    for (const { place } of draws.slice(decided + 1)) open.push([...took, place]);
  }
  return { ways, isComplete: true };
}

interface MetDraw {
  readonly place: Took;
  readonly took: boolean;
  /** How likely it was to go as it did. */
  readonly chance: number;
}

function drawsOf({ hops }: Turn): readonly MetDraw[] {
  return hops.flatMap((hop) => {
    if (!isChainHop(hop)) return [];
    const { node, table, chain } = hop;
    return hop.draws.map(({ ruleNumber, probability, took }) => ({
      place: { node, table, chain, ruleNumber },
      took,
      chance: took ? probability : 1 - probability,
    }));
  });
}
