import type { Rule } from "../ruleset/rule";
import { converse } from "./conversation";
import { remembersTheSame } from "./forgetConnections";
import { ignoresSourcePort } from "./ignoresSourcePort";
import type { PacketRequest } from "./packetRequest";
import { type ChanceEvent, RecordingChance } from "./recordingChance";
import { startChance } from "./startChance";
import type { Turn } from "./trace";
import type { World } from "./world";

/** A way that every packet goes that differs from the one sent in its source port alone and meets the same chance. */
export interface LearntWay {
  readonly turn: Turn;
  /** What chance decided on it, up to the last rule that drew. */
  readonly events: readonly ChanceEvent[];
}

/**
 * Sends the first packet of a connection into a world without connections; undefined when another source port could lead
 * another way, when the packet changes what a later one meets, and when something is undecided.
 */
export function learnWay(
  world: World,
  request: PacketRequest,
  seed: number,
): LearntWay | undefined {
  if (world.alternatives.length > 0 || world.hasLostCount || request.afterMs) return undefined;
  const chance = new RecordingChance(startChance({ kind: "seed", seed }));
  const watch = new RuleWatch(chance);
  const {
    turns,
    choices,
    world: after,
  } = converse(world, request, chance, {
    assumed: [],
    onTry: ({ rule }) => watch.see(rule),
  });
  const [turn] = turns;
  watch.finish();
  if (turn === undefined || choices.length > 0 || turn.outcome.what === "undecided")
    return undefined;
  if (!remembersTheSame(after.states, world.states)) return undefined;
  if (!watch.isBlind || passesANodeTwice(turn)) return undefined;
  return { turn, events: untilItsLastDraw(turn, chance.events) };
}

/** Watches whether any rule that is tried looks at the source port, and that ports are drawn for source NAT alone. */
class RuleWatch {
  isBlind = true;
  private readonly chance: RecordingChance;
  private last: Rule | undefined;
  private seen = 0;

  constructor(chance: RecordingChance) {
    this.chance = chance;
  }

  see(rule: Rule): void {
    this.finish();
    this.last = rule;
    if (!ignoresSourcePort(rule)) this.isBlind = false;
  }

  /** Looks at what was drawn for the rule seen last. */
  finish(): void {
    const { events } = this.chance;
    const target = this.last?.target?.target;
    const isSourceNat = target === "MASQUERADE" || target === "SNAT";
    for (; this.seen < events.length; this.seen++) {
      if (events[this.seen]?.drew === "port" && !isSourceNat) this.isBlind = false;
    }
  }
}

/** A node that has seen the packet before may take it for one of the same connection or not, by its ports. */
function passesANodeTwice({ from, hops }: Turn): boolean {
  const visited = [from, ...hops.flatMap((hop) => (hop.kind === "wire" ? [hop.to] : []))];
  return new Set(visited).size < visited.length;
}

/** Answers draw after the packet itself has ended, and what they draw does not change where it did. */
function untilItsLastDraw({ hops }: Turn, events: readonly ChanceEvent[]): readonly ChanceEvent[] {
  const draws = hops.flatMap((hop) => ("draws" in hop ? hop.draws : [])).length;
  if (draws === 0) return [];
  let drawn = 0;
  const last = events.findIndex(({ drew }) => drew === "rule" && ++drawn === draws);
  return events.slice(0, last + 1);
}
