import { type PacketRequest, type RulePlace, sendPacket, type Trace, type World } from "@/engine";

/** One way that chance lets a packet go. */
export interface Way {
  readonly trace: Trace;
  /** How likely it is, 0 to 1. */
  readonly probability: number;
}

/** A rule that asked chance. */
interface DrawnPlace extends Omit<RulePlace, "hook"> {
  readonly probability: number;
  readonly took: boolean;
}

const SEED = 1;

/** All ways that the first packet can go, whatever chance says at each rule that asks it; the answers follow each. */
export function everyWay(world: World, request: PacketRequest): readonly Way[] {
  const ways: Way[] = [];
  const open: (readonly DrawnPlace[])[] = [[]];
  for (let taken = open.pop(); taken !== undefined; taken = open.pop()) {
    const { trace } = sendPacket(world, request, {
      kind: "draws",
      turns: [{ took: taken, sourcePort: {} }],
      seed: SEED,
    });
    const places = drawnPlaces(trace);
    ways.push({ trace, probability: chanceOf(places) });
    const decided = places.findLastIndex((place) => place.took) + 1;
    for (const place of places.slice(decided)) open.push([...taken, place]);
  }
  return ways;
}

function chanceOf(places: readonly DrawnPlace[]): number {
  return places.reduce(
    (product, { took, probability }) => product * (took ? probability : 1 - probability),
    1,
  );
}

/** The rules that asked chance on the first packet's way, in order. */
function drawnPlaces({ turns: [turn] }: Trace): readonly DrawnPlace[] {
  return (turn?.hops ?? []).flatMap((hop) =>
    "draws" in hop
      ? hop.draws.map(({ ruleNumber, probability, took }) => {
          const { node, table, chain } = hop;
          return { node, table, chain, ruleNumber, probability, took };
        })
      : [],
  );
}
