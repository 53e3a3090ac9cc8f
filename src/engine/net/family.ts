/** The two versions of IP. Each has rules of its own (iptables, ip6tables), routes of its own and hooks of its own. */
export type Family = "IPv4" | "IPv6";
