import type { Packet } from "./packet";
import { ICMP, SCTP, TCP, UDP } from "./protocol";

const IP_HEADER_BYTES = 20;

/** Headers without options. */
const TRANSPORT_HEADER_BYTES: ReadonlyMap<number, number> = new Map([
  [ICMP, 8],
  [TCP, 20],
  [UDP, 8],
  [SCTP, 12],
]);

/** The bytes of the whole IP packet, as its header says. */
export function packetLength({ protocol, payloadBytes }: Packet): number {
  return IP_HEADER_BYTES + (TRANSPORT_HEADER_BYTES.get(protocol) ?? 0) + payloadBytes;
}
