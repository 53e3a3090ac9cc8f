import type { Family } from "./family";
import { type Ipv4, parseIpv4, printIpv4 } from "./ipv4";
import { type Ipv6, parseIpv6, printIpv6 } from "./ipv6";

/** An address of either family; which one is told by its representation (`familyOf`). Equal addresses are `===`. */
export type Address = Ipv4 | Ipv6;

/** Addresses from one to another of the same family, both included. */
export interface AddressRange {
  readonly from: Address;
  /** Less than `from` makes a range that holds no address. */
  readonly to: Address;
}

/** The family an address is of. */
export function familyOf(address: Address): Family {
  return typeof address === "number" ? "IPv4" : "IPv6";
}

/** Reads `10.0.0.1` or `fd00::1`, with `family` only that one; undefined for anything else. */
export function parseAddress(text: string, family?: Family): Address | undefined {
  const wanted = family ?? (text.includes(":") ? "IPv6" : "IPv4");
  return wanted === "IPv6" ? parseIpv6(text) : parseIpv4(text);
}

/** The address as iptables and ip6tables print it: a dotted quad, or RFC 5952. */
export function printAddress(address: Address): string {
  return typeof address === "number" ? printIpv4(address) : printIpv6(address);
}

/** The address with a port behind it: `10.0.0.1:80`, `[fd00::1]:80`. */
export function printEndpoint(address: Address, port: number): string {
  const text = printAddress(address);
  return typeof address === "number" ? `${text}:${port}` : `[${text}]:${port}`;
}

/** Whether an address lies in a range; one of the other family does not. */
export function isInAddressRange(address: Address, { from, to }: AddressRange): boolean {
  if (typeof address !== typeof from) return false;
  return address >= from && address <= to;
}

/** `0.0.0.0` or `::`, which stands for no address yet. */
export function isUnspecified(address: Address): boolean {
  return address === 0 || address === NO_ADDRESS.IPv6;
}

/** The address that stands for none, of the same family as another. */
export function unspecifiedLike(address: Address): Address {
  return NO_ADDRESS[familyOf(address)];
}

/** What a packet has as source whose sender has not chosen one. */
export const NO_ADDRESS: Readonly<Record<Family, Address>> = {
  IPv4: 0 as Ipv4,
  IPv6: "0".repeat(32) as Ipv6,
};
