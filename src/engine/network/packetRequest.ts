import type { Address } from "../net/address";
import type { Packet } from "../net/packet";
import type { SaidOfPacket } from "../net/saidOfPacket";

/** What somebody sends, and how the conversation goes on. What is left out has the recorder's default. */
export interface PacketRequest {
  /** The name of a host or node. */
  readonly from: string;
  readonly destination: Address;
  /** Default: a host's first address of the destination's family; on a node what connect() would choose. */
  readonly source?: Address | undefined;
  /** IP protocol number. */
  readonly protocol: number;
  /** For ICMP the echo identifier. Default 0. */
  readonly sourcePort?: number | undefined;
  /** For ICMP the sequence number. Default 0. */
  readonly destinationPort?: number | undefined;
  /** Default SYN for TCP, or ACK where it is said to be a later segment. */
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
  /** Of a TCP segment with ACK: the `sequence` of the segment that it answers. Default: nothing in particular. */
  readonly acknowledges?: number | undefined;
  /** How long after the last packet this one is sent, for rules that look at the clock. Default 0. */
  readonly afterMs?: number | undefined;
  /** What is known of it beyond its headers. The payload is the first packet's, the rest holds for the replies too. */
  readonly said?: SaidOfPacket | undefined;
}
