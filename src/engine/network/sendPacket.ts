import type { Missing } from "../net/decision";
import type { Chance } from "./chance";
import { type Conversation, converse } from "./conversation";
import type { PacketRequest } from "./packetRequest";
import type { Hop, Made, Outcome, Trace, Turn } from "./trace";
import type { NodeStates, World } from "./world";

/** How many ways through undecided things are walked before the rest counts as unknown. */
const MOST_WAYS = 64;

/** What a packet did and the world it left behind. */
export interface SentPacket {
  readonly trace: Trace;
  readonly world: World;
}

/**
 * Sends a packet into a world and follows it and its replies; the world itself stays as it is. The same arguments give
 * the same walk. Where something cannot be decided every way is walked: a turn that ends alike on all of them has that
 * outcome, any other is undecided, and nothing is said of the turns after it. `known` tells of the first undecided things
 * which way they went, where somebody has seen it: the number of the way, as `Replay.assumed` has them.
 * Throws when `request.from` is no host or node of the world.
 */
export function sendPacket(
  world: World,
  request: PacketRequest,
  chance: Chance,
  known: readonly number[] = [],
): SentPacket {
  const main = converse(world, request, chance, { assumed: known });
  const isPlain = main.choices.length <= known.length && world.alternatives.length === 0;
  if (isPlain && !world.hasLostCount && main.turns.every(isDecided)) {
    const replay = { request, chance, assumed: known };
    return { trace: { turns: main.turns, replay }, world: main.world };
  }
  const { ways, isComplete } = walkAllWays(world, request, chance, { main, known });
  const assumed = main.choices.map(({ taken }) => taken);
  const turns = settleTurns(main, ways, isComplete && !world.hasLostCount);
  const [, ...alternatives] = distinctStates(ways.map((way) => way.world.states));
  const hasLostCount = world.hasLostCount || !isComplete;
  return {
    trace: { turns, replay: { request, chance, assumed } },
    world: { ...main.world, alternatives, hasLostCount },
  };
}

function isDecided({ outcome }: Turn): boolean {
  return outcome.what !== "undecided";
}

interface Ways {
  readonly ways: readonly Conversation[];
  readonly isComplete: boolean;
}

/** Every way from everything that the nodes may remember, as far as the bound allows. */
function walkAllWays(
  world: World,
  request: PacketRequest,
  chance: Chance,
  { main, known }: { readonly main: Conversation; readonly known: readonly number[] },
): Ways {
  const ways: Conversation[] = [];
  const walkFrom = (start: World) => {
    const open: (readonly number[])[] = [known];
    while (ways.length < MOST_WAYS) {
      const assumed = open.pop();
      if (assumed === undefined) return true;
      const isMain = ways.length === 0;
      const way = isMain ? main : converse(start, request, chance, { assumed });
      ways.push(way);
      open.push(...otherWays(way, assumed.length));
    }
    return open.length === 0;
  };
  const starts = [world, ...world.alternatives.map((states) => ({ ...world, states }))];
  const walked = starts.map(walkFrom);
  return { ways, isComplete: walked.every((isWalked) => isWalked) };
}

function distinctStates(states: readonly NodeStates[]): readonly NodeStates[] {
  return [...new Map(states.map((one) => [stateKey(one), one])).values()];
}

function stateKey(states: NodeStates): string {
  const nodes = [...states].map(([name, { connections, nthCounters, recentLists, ipsets }]) => [
    name,
    [...connections.connections.values()],
    [...nthCounters],
    [...recentLists].map(([list, entries]) => [list, [...entries]]),
    [...ipsets.values()],
  ]);
  return JSON.stringify(nodes);
}

/** The ways that leave this one at an undecided thing from number `from` on. */
function otherWays({ choices }: Conversation, from: number): (readonly number[])[] {
  const taken = choices.map((choice) => choice.taken);
  return choices.slice(from).flatMap(({ ways }, offset) => {
    const before = taken.slice(0, from + offset);
    return Array.from({ length: ways - 1 }, (_, way) => [...before, way + 1]);
  });
}

/** The turns of the main way, up to and with the first on which the ways do not end alike. */
function settleTurns(
  main: Conversation,
  ways: readonly Conversation[],
  isComplete: boolean,
): readonly Turn[] {
  const settled: Turn[] = [];
  for (const [index, turn] of main.turns.entries()) {
    const others = ways.map((way) => way.turns[index]);
    const isAlike = others.every((other) => other !== undefined && endsAlike(turn, other));
    if (isAlike && isComplete && isDecided(turn)) {
      settled.push(settleAnswers(turn, others));
      continue;
    }
    settled.push({ ...turn, outcome: undecided(turn, others), arrived: undefined });
    return settled;
  }
  return settled;
}

function endsAlike(one: Turn, other: Turn): boolean {
  return one === other || endOf(one) === endOf(other);
}

/** How a packet itself ended; what became of an answer to it is another question. */
function endOf({ outcome, arrived }: Turn): string {
  return JSON.stringify([{ ...outcome, answerArrived: undefined, icmp: undefined }, arrived]);
}

/** An answer that does not fare alike on all ways is undecided; a refusal's answer arrived only if it did on all. */
function settleAnswers(turn: Turn, others: readonly (Turn | undefined)[]): Turn {
  if (turn.made.length === 0) return turn;
  const made = turn.made.map((answer, index) => {
    const fates = others.map((other) => other?.made[index]);
    const isAlike = fates.every((fate) => fate !== undefined && fateOf(fate) === fateOf(answer));
    if (isAlike) return answer;
    return { ...answer, outcome: undecided(answer, fates), arrived: undefined };
  });
  const { outcome } = turn;
  if (outcome.what !== "rejected") return { ...turn, made };
  const answerArrived = others.every(
    (other) => other?.outcome.what === "rejected" && other.outcome.answerArrived,
  );
  return { ...turn, made, outcome: { ...outcome, answerArrived } };
}

function fateOf({ outcome, arrived }: Made): string {
  return JSON.stringify([outcome, arrived]);
}

type Walked = Pick<Turn, "hops" | "outcome">;

function undecided(turn: Walked, others: readonly (Walked | undefined)[]): Outcome {
  const present = others.filter((other) => other !== undefined);
  const missing = new Map<string, Missing>();
  for (const { hops, outcome } of present) {
    for (const hop of hops) {
      const lack = missingOf(hop);
      if (lack !== undefined) missing.set(`${lack.kind} ${lack.name}`, lack);
    }
    if (outcome.what === "undecided") {
      for (const lack of outcome.missing) missing.set(`${lack.kind} ${lack.name}`, lack);
    }
  }
  const ways = new Map(
    present
      .map(({ outcome }) => outcome)
      .filter(({ what }) => what !== "undecided")
      .map((outcome) => [JSON.stringify(outcome), outcome]),
  );
  const hop = turn.hops.findIndex((one) => missingOf(one) !== undefined);
  return {
    what: "undecided",
    missing: [...missing.values()],
    hop: Math.max(0, hop),
    ways: [...ways.values()],
  };
}

/** What would have to be known to decide a hop; undefined for a hop that is decided. */
function missingOf(hop: Hop): Missing | undefined {
  if (hop.kind === "undecided" || hop.kind === "conntrack") return hop.missing;
  const isOpen = hop.kind === "routing" && hop.decision === "undecided";
  return isOpen && typeof hop.reason === "object" ? hop.reason : undefined;
}
