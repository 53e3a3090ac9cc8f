import {
  addConnections,
  buildWorld,
  type Made,
  type NodeSpec,
  type PacketRequest,
  printAddress,
  type Ruleset,
  type World,
  type WorldSpec,
} from "@/engine";
import type { TracedPacket, TraceStep } from "@/intake/traces/traceStep";
import { alignSteps } from "./alignSteps";
import { earlierConnections } from "./earlierConnection";
import { type Followed, followTrace, isBetter, isUndecidedHop, tracedHops } from "./followTrace";
import { numberedStep } from "./sameStep";
import { SentSegments } from "./sentSegments";
import type { StepPair } from "./stepPair";
import { type TraceDifference, traceDifference } from "./traceDifference";
import { tracedDraws } from "./tracedDraws";
import { senderOf, tracedWorld } from "./tracedNode";
import { type TracedWay, tracedPackets } from "./tracedPackets";
import { tracedRequest } from "./tracedRequest";

/** A packet of a kernel trace beside the engine's walk of the same packet. */
export interface ReplayedPacket {
  /** 1-based line of its first step. */
  readonly line: number;
  /** How many lines the trace has of it, those of answers to it among them. */
  readonly lines: number;
  /** As the trace shows it first; undefined where no line shows it. */
  readonly packet: TracedPacket | undefined;
  /** The walk; undefined where it could not be walked. */
  readonly walked: Followed | undefined;
  /** The kernel's steps beside the engine's hops; behind them those of answers that a rule made. */
  readonly pairs: readonly StepPair[];
  /** The first place where they part; undefined when they do not, as far as the trace goes. */
  readonly difference: TraceDifference | undefined;
  /** What was taken to be so because the trace shows it, in sentences. */
  readonly assumed: readonly string[];
  /** Packets with the same number are of one connection; undefined where that is not known. */
  readonly connection: number | undefined;
  readonly isReply: boolean;
  /** Why the engine could not walk it; undefined when it did. */
  readonly notWalked: string | undefined;
}

/** A trace, and what became of its packets in the engine. */
export interface ReplayedTrace {
  /** The node that it was replayed on. */
  readonly node: string;
  /** The world with what the trace shows of it. */
  readonly spec: WorldSpec;
  /** In the order of the trace. An answer that a rule made is with the packet that caused it. */
  readonly packets: readonly ReplayedPacket[];
  /** How many more packets the trace has than are replayed. */
  readonly left: number;
}

/** What connections leave behind goes from packet to packet, so each has to be walked; more than these are not. */
const MOST_PACKETS = 300;

const SEED = 1;

/**
 * Sends the packets of a trace again, one after the other, through the rules of the node that printed it, and puts the engine's
 * walk beside the kernel's. Of several nodes it is the one that has the most of the chains in the trace. Never throws.
 */
export function replayTrace(steps: readonly TraceStep[], given: WorldSpec): ReplayedTrace {
  const node = tracedNode(given, steps);
  const ways = tracedPackets(steps.map((step) => numbered(step, node)));
  if (node === undefined) {
    const packets = ways.slice(0, MOST_PACKETS).map((way) => unwalked(way, NO_RULES));
    return { node: "", spec: given, packets, left: Math.max(0, ways.length - MOST_PACKETS) };
  }
  const spec = tracedWorld(given, node, ways);
  const traced = spec.nodes.find(({ name }) => name === node.name) ?? node;
  const replayer = new Replayer(ways, spec, traced);
  const packets = replayer.replay(MOST_PACKETS);
  return { node: node.name, spec, packets, left: replayer.left };
}

function numbered(step: TraceStep, node: NodeSpec | undefined): TraceStep {
  const isIpv6 = step.packet?.source.includes(":") === true;
  const rules = [node?.rules, node?.rulesOfOtherFamily].find(
    (one) => (one?.family === "IPv6") === isIpv6,
  );
  return rules === undefined ? step : numberedStep(step, rules);
}

const NO_RULES =
  "There are no rules to replay the trace on. Add what iptables-save prints on the same node.";

/** The node with the most of the chains that the trace names. */
function tracedNode({ nodes }: WorldSpec, steps: readonly TraceStep[]): NodeSpec | undefined {
  const chains = [...new Map(steps.map((step) => [`${step.table} ${step.chain}`, step])).values()];
  const known = nodes.map((node) => {
    const rulesets = [node.rules, node.rulesOfOtherFamily];
    return chains.filter(({ table, chain }) =>
      rulesets.some((rules) => rules?.table(table)?.chain(chain) !== undefined),
    ).length;
  });
  return nodes[known.indexOf(Math.max(...known))];
}

function unwalked(way: TracedWay, notWalked: string): ReplayedPacket {
  return {
    ...headOf(way),
    walked: undefined,
    pairs: way.map((step) => ({ step, hop: undefined, fields: [] })),
    difference: undefined,
    assumed: [],
    connection: undefined,
    isReply: false,
    notWalked,
  };
}

function headOf(way: TracedWay): Pick<ReplayedPacket, "line" | "lines" | "packet"> {
  const [first] = way;
  return { line: first?.line ?? 0, lines: way.length, packet: first?.packet };
}

/** Walks the packets in their order, and what the node remembers with them. */
class Replayer {
  left = 0;
  readonly #ways: readonly TracedWay[];
  readonly #spec: WorldSpec;
  readonly #node: NodeSpec;
  #world: World;
  readonly #sent = new SentSegments();
  /** Ways of answers that were found beside the packet that caused them. */
  readonly #answers = new Set<TracedWay>();

  constructor(ways: readonly TracedWay[], spec: WorldSpec, node: NodeSpec) {
    this.#ways = ways;
    this.#spec = spec;
    this.#node = node;
    this.#world = buildWorld(spec).world;
  }

  replay(most: number): readonly ReplayedPacket[] {
    const packets: ReplayedPacket[] = [];
    for (const [index, way] of this.#ways.entries()) {
      if (this.#answers.has(way)) continue;
      if (packets.length < most) packets.push(this.#replayWay(way, index));
      else this.left++;
    }
    return packets;
  }

  #replayWay(way: TracedWay, index: number): ReplayedPacket {
    const packet = way[0]?.packet;
    const request = packet && tracedRequest(way, senderOf(this.#spec, this.#node, packet));
    if (request === undefined)
      return unwalked(way, "The trace does not show enough of this packet to send it again.");
    const family = typeof request.destination === "string" ? "IPv6" : "IPv4";
    const rules = [this.#node.rules, this.#node.rulesOfOtherFamily].find(
      (one) => one?.family === family,
    );
    if (rules === undefined) return unwalked(way, otherFamily(family));
    const { followed, assumed } = this.#follow(way, index, { request, rules });
    this.#world = followed.world;
    this.#sent.note(way, followed.trace.turns[0]?.sent.sequence);
    return {
      ...headOf(way),
      walked: followed,
      ...this.#beside(way, index, { followed, rules }),
      assumed,
      ...connectionOf(followed, this.#node.name),
      notWalked: undefined,
    };
  }

  /** As it stands, or else with the connection that the packet may have belonged to before the trace began. */
  #follow(
    way: TracedWay,
    index: number,
    { request, rules }: { readonly request: PacketRequest; readonly rules: Ruleset },
  ): { readonly followed: Followed; readonly assumed: readonly string[] } {
    const node = this.#node.name;
    const asked = { ...request, acknowledges: this.#sent.answered(way) };
    const chance = tracedDraws(this.#ways, index, { node, rules, seed: SEED + index });
    const options = { request: asked, chance, node, rules };
    let best = followTrace(this.#world, way, options);
    let assumed: readonly string[] = [];
    if (best.alignment.agreed === best.alignment.pairs.length) return { followed: best, assumed };
    for (const line of earlierConnections(way, this.#ways.slice(index + 1), rules)) {
      const tried = followTrace(addConnections(this.#world, node, [line]), way, options);
      if (!isBetter(tried, best)) continue;
      best = tried;
      assumed = [
        `The connection is taken to be known already, as nat is not asked for this packet: ${line}`,
      ];
    }
    return { followed: best, assumed };
  }

  /** The packet's own steps and hops, and those of the answers it caused. */
  #beside(
    way: TracedWay,
    index: number,
    { followed, rules }: { readonly followed: Followed; readonly rules: Ruleset },
  ): Pick<ReplayedPacket, "pairs" | "difference" | "lines"> {
    const { trace, before } = followed;
    const alignment = withoutUnknownEnd(followed);
    const own = traceDifference(alignment, { trace, before, rules });
    const found = { pairs: [...alignment.pairs], difference: own, lines: way.length };
    for (const [made, answer] of (trace.turns[0]?.made ?? []).entries()) {
      const answerWay = this.#wayOf(answer, index);
      if (answerWay === undefined) continue;
      this.#answers.add(answerWay);
      const hops = tracedHops(answer.hops, this.#node.name);
      const aligned = alignSteps(answerWay, hops, rules);
      const difference = traceDifference(aligned, { trace, before, rules, made });
      if (difference !== undefined)
        found.difference ??= { ...difference, pair: difference.pair + found.pairs.length };
      found.pairs.push(...aligned.pairs);
      found.lines += answerWay.length;
    }
    return found;
  }

  /** The trace of an answer that the node made to packet number `index`. */
  #wayOf({ sent }: Made, index: number): TracedWay | undefined {
    return this.#ways.slice(index + 1).find((way) => {
      const packet = way[0]?.packet;
      if (packet === undefined || this.#answers.has(way)) return false;
      const hasPorts = sent.icmp !== undefined || packet.sourcePort === sent.sourcePort;
      return (
        packet.inInterface === undefined &&
        packet.source === printAddress(sent.source) &&
        packet.destination === printAddress(sent.destination) &&
        hasPorts &&
        (sent.icmp !== undefined || packet.destinationPort === sent.destinationPort)
      );
    });
  }
}

/** Where the trace ends and the engine cannot tell what comes then, there is nothing to compare. */
function withoutUnknownEnd({ alignment, trace }: Followed): Followed["alignment"] {
  const { pairs, agreed } = alignment;
  const last = pairs[agreed - 1]?.hop;
  const isEnd = pairs.slice(agreed).every(({ step }) => step === undefined);
  const next = pairs[agreed]?.hop;
  if (last === undefined || next === undefined || !isEnd) return alignment;
  const hops = trace.turns[0]?.hops ?? [];
  const between = hops.slice(hops.indexOf(last), hops.indexOf(next));
  return between.some(isUndecidedHop) ? { pairs: pairs.slice(0, agreed), agreed } : alignment;
}

function otherFamily(family: string): string {
  return `There are no rules for ${family} beside the trace. Add what ${family === "IPv6" ? "ip6tables" : "iptables"}-save prints.`;
}

function connectionOf(
  { trace }: Followed,
  node: string,
): Pick<ReplayedPacket, "connection" | "isReply"> {
  const found = trace.turns[0]?.connections[node];
  return { connection: found?.connection?.id, isReply: found?.direction === "reply" };
}
