import { HOOKS, type Packet, type PacketRequest, parseAddress, parseProtocol } from "@/engine";
import type { TracedPacket, TraceStep } from "@/intake/traces/traceStep";
import type { TracedWay } from "./tracedPackets";

/** The packet of a way as it is sent again from `from`; undefined when the trace does not show enough of it. */
export function tracedRequest(way: TracedWay, from: string): PacketRequest | undefined {
  const [first] = way;
  const packet = first?.packet && readPacket(first.packet, protocolInRules(way));
  if (packet === undefined || first?.packet === undefined) return undefined;
  const { owner } = first.packet;
  return {
    from,
    ...packet,
    // A packet from outside comes in without a mark: one that is there was set by a rule that the trace does not show.
    mark: first.packet.inInterface === undefined ? packet.mark : 0,
    ttl: packet.ttl + (isForwarded(first) ? 1 : 0),
    ...(owner === undefined ? {} : { said: { owner } }),
    replies: 0,
  };
}

/** Before FORWARD the packet has lost a hop. */
function isForwarded({ chain, packet }: TraceStep): boolean {
  const isOut = packet?.inInterface !== undefined && packet.outInterface !== undefined;
  return isOut && !HOOKS.some((hook) => hook === chain && hook !== "FORWARD");
}

/** A packet of the trace in the engine's words; undefined where it shows no protocol. */
export function readPacket(
  traced: TracedPacket,
  otherwise?: number,
): (Packet & { readonly payloadBytes: number }) | undefined {
  const [source, destination] = [parseAddress(traced.source), parseAddress(traced.destination)];
  const protocol = protocolOf(traced) ?? otherwise;
  if (source === undefined || destination === undefined || protocol === undefined) return undefined;
  const { icmpType, icmpCode = 0, echo, quoted } = traced;
  return {
    ...{ source, destination, protocol },
    sourcePort: echo?.id ?? traced.sourcePort,
    destinationPort: echo?.sequence ?? traced.destinationPort,
    tcpFlags: protocol === TCP ? flagBits(traced.flags) : 0,
    icmp: icmpType === undefined ? undefined : { type: icmpType, code: icmpCode },
    ttl: traced.ttl ?? USUAL_TTL,
    tos: traced.tos ?? 0,
    payloadBytes: payloadOf(traced, protocol),
    mark: traced.mark,
    inner: quoted && readPacket(quoted),
  };
}

const TCP = 6;
const UDP = 17;
const USUAL_TTL = 64;

/** xtables-monitor names no protocol: flags are those of tcp, and ports without flags those of udp. */
function protocolOf({ protocol, flags, sourcePort }: TracedPacket): number | undefined {
  if (protocol !== "") return parseProtocol(protocol.toLowerCase());
  if (sourcePort === undefined) return undefined;
  return flags.length > 0 ? TCP : UDP;
}

/** The protocol that a rule asked for which took the packet, where the trace shows the rules. */
function protocolInRules(way: TracedWay): number | undefined {
  for (const { rule = "" } of way) {
    const [, name] = /(?<!! )-p (\S+)/.exec(rule) ?? [];
    if (name !== undefined) return parseProtocol(name);
  }
  return undefined;
}

const FLAGS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"];

function flagBits(flags: readonly string[]): number {
  return flags.reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0);
}

/** Headers without options, by protocol. */
const HEADER_BYTES: ReadonlyMap<number, number> = new Map([
  [1, 8],
  [TCP, 20],
  [UDP, 8],
  [58, 8],
  [132, 12],
]);

/** Of IPv6 the length is that of what comes after the header. */
function payloadOf({ length, source }: TracedPacket, protocol: number): number {
  const headers = (source.includes(":") ? 0 : 20) + (HEADER_BYTES.get(protocol) ?? 0);
  return Math.max(0, (length ?? headers) - headers);
}
