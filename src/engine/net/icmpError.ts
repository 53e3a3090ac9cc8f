import type { Packet } from "./packet";
import { ICMP, ICMPV6 } from "./protocol";

/** ICMP messages that speak of another packet. Source: Linux nf_conntrack_proto_icmp.c, nf_conntrack_icmpv4_error. */
const ICMP_ERROR_TYPES: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);
/** In ICMPv6 all types below are errors. Source: RFC 4443, section 2.1. */
const FIRST_INFORMATION = 128;

/** Whether a packet is an ICMP message, of either family, that tells of an error and quotes the packet it speaks of. */
export function isIcmpError({ protocol, icmp }: Packet): boolean {
  if (icmp === undefined) return false;
  if (protocol === ICMPV6) return icmp.type < FIRST_INFORMATION;
  return protocol === ICMP && ICMP_ERROR_TYPES.has(icmp.type);
}
