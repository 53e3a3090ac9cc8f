import type { Address } from "./address";
import type { Ipv6 } from "./ipv6";

const IPV6_LOOPBACK = "00000000000000000000000000000001";

/** `::1`, the loopback address of IPv6; IPv4 has a whole network of them. */
export const LOOPBACK_IPV6 = IPV6_LOOPBACK as Ipv6;

/** Whether an address is the host itself: in 127/8, or `::1`. */
export function isLoopback(address: Address): boolean {
  return typeof address === "number" ? address >>> 24 === 127 : address === IPV6_LOOPBACK;
}

/** Whether an address is a group's: in 224/4, or ff00::/8. */
export function isMulticast(address: Address): boolean {
  return typeof address === "number" ? address >>> 28 === 14 : address.startsWith("ff");
}

/** 255.255.255.255: everybody on a link of IPv4. */
export const EVERYBODY = 0xffffffff;

/** 224.0.0.1: the group that every host of IPv4 is in. Source: Linux net/ipv4/igmp.c, ip_mc_up. */
export const ALL_HOSTS = 0xe0000001;

/** Whether an address of IPv4 is a group's that no router passes on: in 224.0.0.0/24. */
export function isLocalGroup(address: Address): boolean {
  return typeof address === "number" && address >>> 8 === ALL_HOSTS >>> 8;
}

/** Since Linux 5.3 only 0.0.0.0 itself is no address. Source: Linux include/linux/in.h, ipv4_is_zeronet. */
export function isZeronet(address: Address): boolean {
  return address === 0;
}

/** Whether an IPv6 address stands for one of IPv4: ::ffff:0:0/96. */
export function isMappedIpv4(address: Address): boolean {
  return typeof address === "string" && /^0{20}ffff/.test(address);
}

/** Whether an address counts on its own link only: fe80::/10. IPv4's 169.254/16 is routed like any other. */
export function isLinkLocal(address: Address): boolean {
  return typeof address === "string" && /^fe[89ab]/.test(address);
}
