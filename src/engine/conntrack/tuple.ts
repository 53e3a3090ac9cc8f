import type { Address } from "../net/address";
import type { Packet } from "../net/packet";
import { hasPorts, isIcmp } from "../net/protocol";

/** One direction of a connection, as conntrack keys it. Source: Linux include/net/netfilter/nf_conntrack_tuple.h. */
export interface Tuple {
  readonly source: Address;
  readonly destination: Address;
  /** IP protocol number. */
  readonly protocol: number;
  /** Port; for ICMP the echo identifier; 0 where the protocol has none. */
  readonly sourcePort: number;
  /** Port; 0 for ICMP and where the protocol has none. */
  readonly destinationPort: number;
  /** ICMP type and code; undefined for other protocols. */
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
}

/**
 * ICMP questions and their answers, both ways round; ICMPv6 has numbers of its own.
 * Source: nf_conntrack_proto_icmp.c and nf_conntrack_proto_icmpv6.c, invmap.
 */
const OPPOSITE_ICMP_TYPE: Readonly<Record<number, number>> = {
  0: 8,
  8: 0,
  13: 14,
  14: 13,
  15: 16,
  16: 15,
  17: 18,
  18: 17,
  128: 129,
  129: 128,
  139: 140,
  140: 139,
};

/** The tuple of a packet as it is now; undefined for an ICMP message that neither asks nor answers. */
export function tupleOfPacket(packet: Packet): Tuple | undefined {
  const { source, destination, protocol } = packet;
  if (isIcmp(protocol)) {
    const icmp = packet.icmp;
    if (icmp === undefined || OPPOSITE_ICMP_TYPE[icmp.type] === undefined) return undefined;
    const sourcePort = packet.sourcePort ?? 0;
    return { source, destination, protocol, sourcePort, destinationPort: 0, icmp };
  }
  const ports = hasPorts(protocol);
  return {
    source,
    destination,
    protocol,
    sourcePort: ports ? (packet.sourcePort ?? 0) : 0,
    destinationPort: ports ? (packet.destinationPort ?? 0) : 0,
    icmp: undefined,
  };
}

/** The tuple of an answer. An ICMP identifier stays where it is; its type becomes that of the answer. */
export function invertTuple(tuple: Tuple): Tuple {
  const { source, destination, protocol, sourcePort, destinationPort, icmp } = tuple;
  return {
    source: destination,
    destination: source,
    protocol,
    sourcePort: icmp === undefined ? destinationPort : sourcePort,
    destinationPort: icmp === undefined ? sourcePort : destinationPort,
    icmp: icmp && { type: OPPOSITE_ICMP_TYPE[icmp.type] ?? icmp.type, code: icmp.code },
  };
}

/**
 * A string that two tuples share when, and only when, they are equal. That of IPv4 has a character for each 16 bits, not meant
 * for reading: every packet looks several of them up, and decimal figures would take longer than the look-up.
 */
export function tupleKey(tuple: Tuple): string {
  const { protocol, source, sourcePort, destination, destinationPort, icmp } = tuple;
  if (typeof source === "string" || typeof destination === "string") {
    return `${protocol} ${source} ${sourcePort} ${destination} ${destinationPort} ${icmp?.type}/${icmp?.code}`;
  }
  const ends = String.fromCharCode(
    protocol,
    source >>> 16,
    source,
    sourcePort,
    destination >>> 16,
    destination,
    destinationPort,
  );
  return icmp === undefined ? ends : ends + String.fromCharCode(icmp.type, icmp.code);
}

/** Whether two tuples are equal. */
export function isSameTuple(one: Tuple, other: Tuple): boolean {
  return (
    one.source === other.source &&
    one.destination === other.destination &&
    one.protocol === other.protocol &&
    one.sourcePort === other.sourcePort &&
    one.destinationPort === other.destinationPort &&
    one.icmp?.type === other.icmp?.type &&
    one.icmp?.code === other.icmp?.code
  );
}
