import type { TracedPacket, TraceStep } from "@/intake/traces/traceStep";
import type { TracedWay } from "./tracedPackets";

/** What a trace shows of the node that it was printed on. */
export interface ShownByTrace {
  /** In the order in which they are met, without `lo`. */
  readonly interfaces: readonly string[];
  /** Addresses of the node's own, each with the interface that it was seen at. */
  readonly own: ReadonlyMap<string, string>;
  /** Whose packets come in by an interface, or leave by it: address to interface. */
  readonly behind: ReadonlyMap<string, string>;
  /** Where packets left, each destination and mark once. */
  readonly routes: readonly ShownRoute[];
  readonly forwards: boolean;
  /** Whether addresses of 127/8 are met beside others, so that they are routed. */
  readonly routesLocalnet: boolean;
}

export interface ShownRoute {
  readonly destination: string;
  readonly mark: number;
  readonly device: string;
}

/** Looks through the packets of a trace for what they show of the node. */
export function shownByTrace(ways: readonly TracedWay[]): ShownByTrace {
  const steps = ways.flat();
  const names = steps.flatMap(({ packet }) => [packet?.inInterface, packet?.outInterface]);
  const seen: Seen = {
    own: new Map(),
    putInPlace: new Map(),
    behind: new Map(),
    routes: new Map(),
  };
  for (const [index, way] of ways.entries()) lookAt(way, ways.slice(0, index), seen);
  return {
    interfaces: [...new Set(names)].flatMap((name) =>
      name === undefined || name === "lo" ? [] : [name],
    ),
    own: new Map([...seen.own, ...[...seen.putInPlace].filter(isNobodyElses(seen))]),
    behind: seen.behind,
    routes: [...seen.routes.values()],
    forwards: steps.some(({ chain }) => chain === "FORWARD"),
    routesLocalnet: steps.some(({ packet }) => packet !== undefined && isLocalnetBeside(packet)),
  };
}

interface Seen {
  readonly own: Map<string, string>;
  /** Addresses that the node seems to have put in a sender's place. */
  readonly putInPlace: Map<string, string>;
  readonly behind: Map<string, string>;
  readonly routes: Map<string, ShownRoute>;
}

/** Whoever sends with an address, or is sent to, behind an interface has it. */
function isNobodyElses({ behind }: Seen): (seen: readonly [string, string]) => boolean {
  return ([address]) => !behind.has(address);
}

function lookAt(way: TracedWay, earlier: readonly TracedWay[], seen: Seen): void {
  const first = way[0]?.packet;
  const last = lastPacket(way);
  if (first === undefined || last === undefined) return;
  const { inInterface, outInterface } = first;
  if (inInterface !== undefined && inInterface !== "lo") seen.behind.set(first.source, inInterface);
  if (inInterface === undefined && outInterface !== undefined) {
    if (!isAnswerOfKernel(first)) seen.own.set(first.source, outInterface);
    noteRoute(seen, first);
  }
  const isForNode = way.some(({ chain }) => chain === "INPUT") && !isForMany(last.destination);
  if (isForNode) seen.own.set(last.destination, inInterface ?? "lo");
  const isBack = inInterface !== undefined && isTranslatedBack(first, last, earlier);
  if (isBack && !isForNode) seen.putInPlace.set(first.destination, inInterface);
  const leaving = way.findLast(isLeaving)?.packet;
  if (leaving !== undefined) noteRoute(seen, leaving);
}

function lastPacket(way: TracedWay): TracedPacket | undefined {
  return way.findLast(({ packet }) => packet !== undefined)?.packet;
}

function noteRoute({ routes, behind }: Seen, packet: TracedPacket): void {
  const { destination, mark, outInterface: device } = packet;
  if (device === undefined || device === "lo") return;
  routes.set(`${destination} ${mark}`, { destination, mark, device });
  behind.set(destination, device);
}

/** Within OUTPUT a new destination is shown beside the old interface. */
function isLeaving({ chain, packet }: TraceStep): boolean {
  return packet?.outInterface !== undefined && (chain === "FORWARD" || chain === "POSTROUTING");
}

/**
 * Whether the packet answers one that left with the node's address in place of its sender's: it comes to the node, and goes
 * to that sender as far as a rule sees it go on.
 */
function isTranslatedBack(
  first: TracedPacket,
  last: TracedPacket,
  earlier: readonly TracedWay[],
): boolean {
  if (earlier.some((way) => isSameWay(way[0]?.packet, first))) return false;
  const isSeenToGoOn = last.outInterface !== undefined;
  if (isSeenToGoOn && first.destination === last.destination) return false;
  return earlier.some((way) => {
    const [sent, left] = [way[0]?.packet, lastPacket(way)];
    const isAnswer =
      left?.destination === first.source && left.destinationPort === first.sourcePort;
    const isOther = sent !== undefined && sent.source !== first.destination;
    return isAnswer && isOther && (!isSeenToGoOn || sent.source === last.destination);
  });
}

/** Whether both go from one end to the other: a sender of a connection, not the one who answers. */
function isSameWay(one: TracedPacket | undefined, other: TracedPacket): boolean {
  return (
    one?.source === other.source &&
    one.sourcePort === other.sourcePort &&
    one.destination === other.destination
  );
}

/** A RST, or an ICMP error: the kernel sends it in another's name. */
function isAnswerOfKernel({ flags, icmpType, source }: TracedPacket): boolean {
  if (icmpType === undefined) return flags.includes("RST");
  return source.includes(":") ? icmpType < FIRST_ICMPV6_QUESTION : !ECHO_TYPES.has(icmpType);
}

/** Below this ICMPv6 messages are errors. Source: RFC 4443, section 2.1. */
const FIRST_ICMPV6_QUESTION = 128;
const ECHO_TYPES: ReadonlySet<number> = new Set([0, 8]);

function isForMany(address: string): boolean {
  return /^(?:22[4-9]|23\d)\.|^255\.255\.255\.255$|^ff/i.test(address);
}

function isLocalnetBeside({ source, destination, ...packet }: TracedPacket): boolean {
  const isOutside = packet.inInterface !== undefined && packet.inInterface !== "lo";
  const [isFrom, isTo] = [source.startsWith("127."), destination.startsWith("127.")];
  return isFrom !== isTo || (isOutside && (isFrom || isTo));
}
