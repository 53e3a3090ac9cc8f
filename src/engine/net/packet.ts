import type { Address } from "./address";
import type { SaidOfPacket } from "./saidOfPacket";

/** A packet as one host sees it. Immutable: NAT and mangling return a new one. */
export interface Packet {
  /** Of the same family as `destination`: whose rules and routes the packet meets. */
  readonly source: Address;
  readonly destination: Address;
  /** IP protocol number: 1 icmp, 6 tcp, 17 udp, 58 ipv6-icmp, 132 sctp. */
  readonly protocol: number;
  /** Port of tcp, udp and sctp; the identifier of an ICMP echo; undefined where the protocol has none. */
  readonly sourcePort: number | undefined;
  /** Port of tcp, udp and sctp; the sequence number of an ICMP echo; undefined where the protocol has none. */
  readonly destinationPort: number | undefined;
  /** TCP flag bits, FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16, URG = 32, ECE = 64, CWR = 128; 0 for other protocols. */
  readonly tcpFlags: number;
  /** Type and code of an ICMP message; undefined for other protocols. */
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
  /** Hops left, 0 to 255: the TTL of IPv4, the hop limit of IPv6. */
  readonly ttl: number;
  /** The type-of-service byte of IPv4, the traffic class of IPv6; DSCP in its upper six bits. */
  readonly tos: number;
  /** Bytes of options behind a TCP header, a multiple of 4; absent for none. */
  readonly tcpOptionBytes?: number | undefined;
  /** Bytes after the transport header. */
  readonly payloadBytes: number;
  /** Firewall mark set by `-j MARK`, 32 bits unsigned. Local to the node, never on the wire. */
  readonly mark: number;
  /** What an ICMP error quotes: the packet it speaks of, as that looked when it was refused. */
  readonly inner: Packet | undefined;
  /** Counts up from 1 in the order in which packets are sent: what TCP's sequence number tells. A RST made by a node has the number that was expected. */
  readonly sequence?: number;
  /** The `sequence` of the segment that a TCP segment acknowledges. Absent: none. */
  readonly acknowledges?: number | undefined;
  /** What its headers do not tell and a person has said. Absent: nothing. */
  readonly said?: SaidOfPacket | undefined;
}

/** What was said of a packet that holds for its answer too: everything but the payload. */
export function saidOfAnswer({ said }: Packet): SaidOfPacket | undefined {
  const isOfItself = said?.payload !== undefined || said?.tcpSegment !== undefined;
  return isOfItself ? { ...said, payload: undefined, tcpSegment: undefined } : said;
}
