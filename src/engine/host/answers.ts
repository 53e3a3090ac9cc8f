import type { PacketConnection } from "../conntrack/connection";
import { type Address, familyOf, parseAddress } from "../net/address";
import { isLinkLocal, isMulticast } from "../net/addressKind";
import type { Family } from "../net/family";
import { isIcmpError } from "../net/icmpError";
import { type Packet, saidOfAnswer } from "../net/packet";
import { packetLength } from "../net/packetLength";
import { ICMP, ICMPV6, isIcmp, TCP } from "../net/protocol";
import type { InFlight } from "../traversal/inFlight";
import { addressType } from "./addressType";
import { chooseNextHop } from "./chooseNextHop";
import type { Answer, Kernel } from "./kernel";
import type { Node } from "./node";
import { routeOutput } from "./routeOutput";
import { defaultTtl } from "./sysctls";

const RST = 4;
const ACK = 16;
// Source: Linux include/uapi/linux/in.h, INADDR_DUMMY.
const DUMMY_ADDRESS = parseAddress("192.0.0.8");
// Source: include/uapi/linux/ip.h, IPTOS_TOS_MASK and IPTOS_PREC_INTERNETCONTROL.
const TOS_MASK = 0x1e;
const INTERNET_CONTROL = 0xc0;
const RELATED_TO_NOTHING: PacketConnection = {
  state: "RELATED",
  direction: "original",
  connection: undefined,
};
/**
 * An ICMP error is at most 576 bytes long, its own headers included; in IPv6 1280.
 * Source: Linux net/ipv4/icmp.c, __icmp_send; net/ipv6/icmp.c, icmp6_send.
 */
const MOST_QUOTED_BYTES: Readonly<Record<Family, number>> = {
  IPv4: 576 - 20 - 8,
  IPv6: 1280 - 40 - 8,
};

/**
 * The RST that refuses a TCP packet, from where that packet was going; undefined for a RST, which is never answered, and
 * for what was sent to many.
 * Source: Linux net/ipv4/netfilter/nf_reject_ipv4.c, nf_send_reset; net/ipv6/netfilter/nf_reject_ipv6.c, nf_send_reset6.
 */
export function resetFor(kernel: Kernel, { packet, connection }: InFlight): Answer | undefined {
  if (packet.protocol !== TCP || (packet.tcpFlags & RST) !== 0) return undefined;
  if (isForMany(kernel.node, packet)) return undefined;
  const reset: Packet = {
    source: packet.destination,
    destination: packet.source,
    protocol: TCP,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
    tcpFlags: (packet.tcpFlags & ACK) === 0 ? RST | ACK : RST,
    icmp: undefined,
    ttl: defaultTtl(kernel.node.sysctls, familyOf(packet.source)),
    tos: 0,
    payloadBytes: 0,
    mark: 0,
    inner: undefined,
    ...numbersOfReset(packet),
    said: saidOfAnswer(packet),
  };
  return { why: "reject", packet: reset, connection: turned(connection) };
}

/** What was sent to many is not refused in words, or all of them would. */
function isForMany(node: Node, { destination }: Packet): boolean {
  return isMulticast(destination) || addressType(node, destination) === "BROADCAST";
}

/** A RST goes on where the refused segment expected it to; one that expected nothing is acknowledged from number 0. */
function numbersOfReset(refused: Packet): Pick<Packet, "sequence" | "acknowledges"> {
  const { tcpFlags, sequence, acknowledges = 0 } = refused;
  return (tcpFlags & ACK) === 0
    ? { sequence: 0, acknowledges: sequence }
    : { sequence: acknowledges };
}

export interface IcmpErrorRequest {
  readonly why: Answer["why"];
  readonly icmp: { readonly type: number; readonly code: number };
  /** Whom it comes from; undefined lets the node choose one of its addresses by the route back. */
  readonly source: Address | undefined;
}

/**
 * The ICMP error about a packet; undefined when that is an ICMP error itself or was sent to many, and when the node has no way
 * to its sender.
 * Source: Linux net/ipv4/icmp.c, __icmp_send; net/ipv6/icmp.c, icmp6_send.
 */
export function icmpErrorFor(
  kernel: Kernel,
  { packet, connection, inInterface }: InFlight,
  { why, icmp, source }: IcmpErrorRequest,
): Answer | undefined {
  if (isIcmpError(packet) || (isIcmp(packet.protocol) && packet.icmp === undefined))
    return undefined;
  const { node } = kernel;
  if (isForMany(node, packet)) return undefined;
  const family = familyOf(packet.source);
  // An address of one link says nothing without the link.
  const device = isLinkLocal(packet.source) ? inInterface : undefined;
  const query = { source, destination: packet.source, mark: 0, device };
  const decision = routeOutput(node, query, chooseNextHop(kernel, query).choose);
  if (decision.decision === "fail") return undefined;
  const from = decision.source ?? (family === "IPv4" ? DUMMY_ADDRESS : undefined);
  if (from === undefined) return undefined;
  const error: Packet = {
    source: from,
    destination: packet.source,
    protocol: family === "IPv4" ? ICMP : ICMPV6,
    sourcePort: undefined,
    destinationPort: undefined,
    tcpFlags: 0,
    icmp,
    ttl: defaultTtl(node.sysctls, family),
    tos: family === "IPv4" ? (packet.tos & TOS_MASK) | INTERNET_CONTROL : 0,
    payloadBytes: Math.min(packetLength(packet), MOST_QUOTED_BYTES[family]),
    mark: 0,
    inner: packet,
    said: saidOfAnswer(packet),
  };
  return { why, packet: error, connection: turned(connection), device };
}

/**
 * An answer belongs to the connection of what it answers, the other way round. One to an untracked packet is RELATED to
 * no connection: that keeps NOTRACK from taking it, and makes it INVALID until it is tracked itself.
 * Source: nf_conntrack_core.c, nf_conntrack_attach.
 */
function turned(connection: PacketConnection | undefined): PacketConnection | undefined {
  if (connection?.state === "UNTRACKED") return RELATED_TO_NOTHING;
  if (connection?.connection === undefined) return undefined;
  const direction = connection.direction === "original" ? "reply" : "original";
  return { state: "RELATED", direction, connection: connection.connection };
}
