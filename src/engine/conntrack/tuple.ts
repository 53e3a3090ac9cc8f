import type { Ipv4 } from "../net/ipv4";

/** One direction of a connection, as conntrack keys it. Source: Linux include/net/netfilter/nf_conntrack_tuple.h. */
export interface Tuple {
  readonly source: Ipv4;
  readonly destination: Ipv4;
  /** IP protocol number. */
  readonly protocol: number;
  /** Port; for ICMP the echo identifier; 0 where the protocol has none. */
  readonly sourcePort: number;
  /** Port; 0 for ICMP and where the protocol has none. */
  readonly destinationPort: number;
  /** ICMP type and code; undefined for other protocols. */
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
}
