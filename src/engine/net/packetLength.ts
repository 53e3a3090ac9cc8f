import type { Packet } from "./packet";
import { ICMP, ICMPV6, SCTP, TCP, UDP } from "./protocol";

const IPV4_HEADER_BYTES = 20;
const IPV6_HEADER_BYTES = 40;

/** Headers without options. */
const TRANSPORT_HEADER_BYTES: ReadonlyMap<number, number> = new Map([
  [ICMP, 8],
  [ICMPV6, 8],
  [TCP, 20],
  [UDP, 8],
  [SCTP, 12],
]);

/** The bytes of the whole IP packet, as its header says. */
export function packetLength(
  packet: Pick<Packet, "source" | "protocol" | "payloadBytes" | "tcpOptionBytes">,
): number {
  const { source, protocol, payloadBytes, tcpOptionBytes = 0 } = packet;
  const header = typeof source === "number" ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES;
  return header + (TRANSPORT_HEADER_BYTES.get(protocol) ?? 0) + tcpOptionBytes + payloadBytes;
}
