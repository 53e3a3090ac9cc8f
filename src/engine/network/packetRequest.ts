import type { Ipv4 } from "../net/ipv4";
import type { Packet } from "../net/packet";

/** What somebody sends, and how the conversation goes on. What is left out has the recorder's default. */
export interface PacketRequest {
  /** The name of a host or node. */
  readonly from: string;
  readonly destination: Ipv4;
  /** Default: a host's first address; on a node what connect() would choose. */
  readonly source?: Ipv4 | undefined;
  /** IP protocol number. */
  readonly protocol: number;
  /** For ICMP the echo identifier. Default 0. */
  readonly sourcePort?: number | undefined;
  /** For ICMP the sequence number. Default 0. */
  readonly destinationPort?: number | undefined;
  /** Default SYN for TCP. */
  readonly tcpFlags?: number | undefined;
  /** Default an echo request. */
  readonly icmp?: { readonly type: number; readonly code: number } | undefined;
  /** What an ICMP error quotes. */
  readonly inner?: Packet | undefined;
  /** Default 64. */
  readonly ttl?: number | undefined;
  readonly tos?: number | undefined;
  readonly payloadBytes?: number | undefined;
  /** A node's own packets may be born with a mark. */
  readonly mark?: number | undefined;
  /** How many more packets of the conversation follow, each sent by whoever received the last one. */
  readonly replies: number;
  /** How long after the last packet this one is sent, for rules that look at the clock. Default 0. */
  readonly afterMs?: number | undefined;
}
