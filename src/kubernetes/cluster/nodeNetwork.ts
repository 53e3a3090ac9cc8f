/** The segment that the nodes' eth0 and the clients' router share. */
export const NODE_NETWORK = "lan";
export const NODE_INTERFACE = "eth0";
/** How long the prefix of a link is in IPv6. Source: RFC 4291, section 2.5.1. */
export const IPV6_LINK_BITS = 64;
