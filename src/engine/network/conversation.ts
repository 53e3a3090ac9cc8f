import { AssumedFacts } from "../host/assumedFacts";
import type { Node } from "../host/node";
import { FRESH_NODE_STATE } from "../host/node";
import { NodeStateEditor } from "../host/nodeStateEditor";
import { routeOutput } from "../host/routeOutput";
import { type Address, familyOf, NO_ADDRESS } from "../net/address";
import type { Family } from "../net/family";
import { type Packet, saidOfAnswer } from "../net/packet";
import { isIcmp, TCP } from "../net/protocol";
import type { Surroundings } from "../traversal/surroundings";
import type { Chance } from "./chance";
import type { PacketRequest } from "./packetRequest";
import { startChance, type TurnByTurnChance } from "./startChance";
import type { Turn } from "./trace";
import { type Run, walkTurn } from "./turn";
import type { World } from "./world";

const SYN = 2;
/** FIN to URG: the flags of the handshake, without those of congestion. */
const NAMED_FLAGS = 0x3f;
const ACK = 16;
/** Types of echo messages. Source: Linux include/uapi/linux/icmp.h, icmpv6.h. */
const ECHO: Readonly<Record<Family, { readonly request: number; readonly reply: number }>> = {
  IPv4: { request: 8, reply: 0 },
  IPv6: { request: 128, reply: 129 },
};
const DEFAULT_TTL = 64;

/** A packet and the replies it brought about, walked once. */
export interface Conversation {
  readonly turns: readonly Turn[];
  readonly world: World;
  /** What was assumed of each undecided thing, in the order met. */
  readonly choices: readonly Choice[];
}

/** An undecided thing and the way this walk took. */
export interface Choice {
  /** The turn it came up in. */
  readonly turn: number;
  /** 0 to `ways` - 1. */
  readonly taken: number;
  readonly ways: number;
}

export interface ConversationOptions {
  /** Which way to take at the first undecided things; after that always way 0. */
  readonly assumed: readonly number[];
  readonly onTry?: Surroundings["onTry"];
  /** Called before each turn. */
  readonly onTurn?: (turn: number) => void;
  /** A chain with more rules than this is indexed; the walk is the same. */
  readonly longChain?: number | undefined;
}

/** Walks a conversation, leaving `world` as it is. Chance at work goes on where it is. Throws when `request.from` names nobody. */
export function converse(
  world: World,
  request: PacketRequest,
  chance: Chance | TurnByTurnChance,
  { assumed, onTry, onTurn, longChain }: ConversationOptions,
): Conversation {
  const working = "kind" in chance ? startChance(chance) : chance;
  const choices: Choice[] = [];
  const turns: Turn[] = [];
  const assume = (ways: number) => {
    const taken = assumed[choices.length] ?? 0;
    choices.push({ turn: turns.length, taken, ways });
    return taken;
  };
  const timeMs = world.timeMs + (request.afterMs ?? 0);
  const editors = new Map(
    [...world.nodes.keys()].map((name) => {
      const state = world.states.get(name) ?? FRESH_NODE_STATE;
      return [name, new NodeStateEditor(state)] as const;
    }),
  );
  const run: Run = {
    world,
    editors,
    company: { timeMs, chance: working, assume, facts: new AssumedFacts(), onTry, longChain },
  };
  let next: { from: string; packet: Packet } | undefined = {
    from: request.from,
    packet: firstPacket(world, request),
  };
  while (next !== undefined && turns.length <= request.replies) {
    working.beginTurn(turns.length);
    onTurn?.(turns.length);
    const sequence = world.packetsSent + turns.length + 1;
    const packet = { ...next.packet, sequence };
    const kind = turns.length === 0 ? "request" : "reply";
    const turn: Turn = walkTurn(run, kind, { from: next.from, packet });
    turns.push(turn);
    next = turn.arrived && { from: turn.arrived.at, packet: replyTo(turn.arrived.packet) };
  }
  const states = new Map([...editors].map(([name, editor]) => [name, editor.finish()]));
  const packetsSent = world.packetsSent + turns.length;
  return { turns, world: { ...world, states, timeMs, packetsSent }, choices };
}

function firstPacket(world: World, request: PacketRequest): Packet {
  const { protocol, destination } = request;
  const echo = ECHO[familyOf(destination)];
  const icmp = isIcmp(protocol) ? (request.icmp ?? { type: echo.request, code: 0 }) : undefined;
  const hasNumbers = icmp === undefined || icmp.type === echo.request || icmp.type === echo.reply;
  return {
    source: request.source ?? defaultSource(world, request),
    destination,
    protocol,
    sourcePort: hasNumbers ? (request.sourcePort ?? 0) : undefined,
    destinationPort: hasNumbers ? (request.destinationPort ?? 0) : undefined,
    tcpFlags: protocol === TCP ? (request.tcpFlags ?? firstFlags(request)) : 0,
    icmp,
    ttl: request.ttl ?? DEFAULT_TTL,
    tos: request.tos ?? 0,
    payloadBytes: request.payloadBytes ?? request.said?.payload?.length ?? 0,
    mark: request.mark ?? 0,
    inner: request.inner,
    ...(request.acknowledges === undefined ? {} : { acknowledges: request.acknowledges }),
    said: request.said,
  };
}

function firstFlags({ said }: PacketRequest): number {
  return said?.tcpSegment === undefined ? SYN : ACK;
}

function defaultSource(world: World, { from, destination }: PacketRequest): Address {
  const host = world.hosts.get(from);
  const family = familyOf(destination);
  if (host !== undefined) {
    return host.addresses.find((own) => familyOf(own) === family) ?? NO_ADDRESS[family];
  }
  const node = world.nodes.get(from);
  if (node === undefined) throw new Error(`there is no host or node ${from}`);
  return sourceOfNode(node, destination);
}

/** What connect() would choose; no address without a route, and where several next hops leave it to the packet's way. */
function sourceOfNode(node: Node, destination: Address): Address {
  const decision = routeOutput(node, { source: undefined, destination, mark: 0 });
  const isOpen = decision.decision === "fail" || decision.route.otherHops !== undefined;
  const chosen = isOpen ? undefined : decision.source;
  return chosen ?? NO_ADDRESS[familyOf(destination)];
}

/** What the receiver sends back: SYN/ACK to a SYN, then ACKs; the answer to an ICMP question, and the question again. */
function replyTo(packet: Packet): Packet {
  const { protocol, icmp } = packet;
  const isEcho = isIcmp(protocol);
  const echo = ECHO[familyOf(packet.source)];
  return {
    source: packet.destination,
    destination: packet.source,
    protocol,
    sourcePort: isEcho ? (packet.sourcePort ?? 0) : packet.destinationPort,
    destinationPort: isEcho ? (packet.destinationPort ?? 0) : packet.sourcePort,
    tcpFlags: protocol === TCP ? answeringFlags(packet.tcpFlags) : 0,
    icmp: isEcho
      ? { type: icmp?.type === echo.reply ? echo.request : echo.reply, code: 0 }
      : undefined,
    ttl: DEFAULT_TTL,
    tos: 0,
    payloadBytes: 0,
    mark: 0,
    inner: undefined,
    acknowledges: protocol === TCP ? packet.sequence : undefined,
    said: saidOfAnswer(packet),
  };
}

function answeringFlags(flags: number): number {
  return (flags & NAMED_FLAGS) === SYN ? SYN | ACK : ACK;
}
