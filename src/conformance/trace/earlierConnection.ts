import type { Hook, Ruleset } from "@/engine";
import type { TracedPacket } from "@/intake/traces/traceStep";
import type { TracedWay } from "./tracedPackets";
import { readPacket } from "./tracedRequest";

/**
 * Connections that a packet may have belonged to before the trace began, as lines of `conntrack -L`: with the packet going like
 * the first one, and like an answer. Empty where the trace gives no reason to think so: a packet that nat is asked for is the
 * first of its connection.
 */
export function earlierConnections(
  way: TracedWay,
  later: readonly TracedWay[],
  rules: Ruleset,
): readonly string[] {
  const [first] = way;
  const end = way.findLast(({ packet }) => packet !== undefined)?.packet;
  if (first?.packet === undefined || end === undefined) return [];
  const packet = readPacket(first.packet);
  if (packet === undefined || packet.icmp !== undefined) return [];
  const isFirst = way.some(({ table }) => table === "nat") || isOpening(first.packet);
  if (isFirst || !hasNat(rules)) return [];
  const there = tupleOf(first.packet);
  const translated = mirrored(tupleOf(end));
  const back = answerTo(translated, later) ?? translated;
  const state = isAnswerToFirst(first.packet) ? OPENING : OPEN;
  return [
    lineOf(packet.protocol, { original: there, reply: back }, OPEN),
    lineOf(packet.protocol, { original: back, reply: there }, state),
  ];
}

const NAT_HOOKS: readonly Hook[] = ["PREROUTING", "OUTPUT"];

/** Without nat rules a packet's way does not tell whether its connection was known. */
function hasNat(rules: Ruleset): boolean {
  return NAT_HOOKS.some((hook) => rules.table("nat")?.chain(hook) !== undefined);
}

interface Tuple {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number | undefined;
  readonly destinationPort: number | undefined;
}

function tupleOf({ source, destination, sourcePort, destinationPort }: TracedPacket): Tuple {
  return { source, destination, sourcePort, destinationPort };
}

function mirrored({ source, destination, sourcePort, destinationPort }: Tuple): Tuple {
  return {
    source: destination,
    destination: source,
    sourcePort: destinationPort,
    destinationPort: sourcePort,
  };
}

/** The first packet that comes back, as it came in. */
function answerTo({ source, sourcePort }: Tuple, later: readonly TracedWay[]): Tuple | undefined {
  const packet = later.find(
    ([step]) => step?.packet?.source === source && step.packet.sourcePort === sourcePort,
  )?.[0]?.packet;
  return packet && tupleOf(packet);
}

/** A SYN begins a connection, whatever was there before. */
function isOpening({ flags }: TracedPacket): boolean {
  return flags.includes("SYN") && !flags.includes("ACK");
}

function isAnswerToFirst({ flags }: TracedPacket): boolean {
  return flags.includes("SYN") && flags.includes("ACK");
}

const TCP = 6;
const OPEN = { tcp: "ESTABLISHED ", flags: " [ASSURED]", isHeard: true } as const;
const OPENING = { tcp: "SYN_SENT ", flags: "", isHeard: false } as const;

function lineOf(
  protocol: number,
  { original, reply }: { readonly original: Tuple; readonly reply: Tuple },
  state: typeof OPEN | typeof OPENING,
): string {
  const tcp = protocol === TCP ? state.tcp : "";
  const unheard = state.isHeard ? " " : " [UNREPLIED] ";
  const tuples = `${tupleText(original)}${unheard}${tupleText(reply)}`;
  return `${NAMES.get(protocol) ?? "unknown"} ${protocol} 300 ${tcp}${tuples}${state.flags} mark=0 use=1`;
}

const NAMES: ReadonlyMap<number, string> = new Map([
  [TCP, "tcp"],
  [17, "udp"],
]);

function tupleText({ source, destination, sourcePort, destinationPort }: Tuple): string {
  const ends = `src=${source} dst=${destination}`;
  if (sourcePort === undefined) return ends;
  return `${ends} sport=${sourcePort} dport=${destinationPort}`;
}
