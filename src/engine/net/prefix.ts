import type { Address } from "./address";
import type { Family } from "./family";
import { type Ipv4, parseIpv4, parseShortIpv4, printIpv4 } from "./ipv4";
import { type Ipv6, ipv6OfQuarters, parseIpv6, printIpv6, quartersOf } from "./ipv6";
import { UINT32_MAX } from "./uint32";

/** The bits of an address that count: 32 bits as a number, or 128 as an IPv6 address. Need not be a prefix. */
export type Mask = number | Ipv6;

/** An address with the bits of it that count, both of one family. `address` has no bit outside `mask`. */
export interface MaskedAddress {
  readonly address: Address;
  /** `255.0.255.0` is legal in iptables, `ffff:0:ffff::` in ip6tables. */
  readonly mask: Mask;
}

/** How many bits an address has. */
export const ADDRESS_BITS: Readonly<Record<Family, number>> = { IPv4: 32, IPv6: 128 };

/**
 * Reads `10.0.0.1`, `10.0.0.0/8`, `10.0.0.0/255.0.0.0` and the short forms `10/8` and `0/0`; of IPv6 `fd00::/8` and
 * `fd00::/ff00::`. Host bits are cleared, as iptables does. Undefined for anything else, host names included.
 * Source: iptables 1.8.9 libxtables/xtables.c, xtables_ipparse_multiple, parse_ipmask and parse_ip6mask.
 */
export function parseMaskedAddress(
  text: string,
  family: Family = "IPv4",
): MaskedAddress | undefined {
  const slash = text.indexOf("/");
  const before = slash < 0 ? text : text.slice(0, slash);
  const mask =
    slash < 0 ? prefixMask(ADDRESS_BITS[family], family) : parseMask(text.slice(slash + 1), family);
  if (mask === undefined) return undefined;
  // Missing bytes are zero: `10/8` is `10.0.0.0/8`, and `10` is `10.0.0.0`.
  const address = family === "IPv6" ? parseIpv6(before) : parseShortIpv4(before);
  return address === undefined ? undefined : { address: applyMask(address, mask), mask };
}

/** `10.0.0.0/8`, `fd00::/8`; a mask that is no prefix is written out: `10.0.0.0/255.0.255.0`. */
export function printMaskedAddress({ address, mask }: MaskedAddress): string {
  const shown = typeof address === "number" ? printIpv4(address) : printIpv6(address);
  return `${shown}/${printMask(mask)}`;
}

/** `8` for 255.0.0.0; a mask that is no prefix as an address. */
export function printMask(mask: Mask): string {
  const bits = prefixBits(mask);
  if (bits !== undefined) return String(bits);
  return typeof mask === "number" ? printIpv4(mask as Ipv4) : printIpv6(mask);
}

/** Reads `8`, `255.0.0.0` or `ff00::`; undefined for anything else. */
export function parseMask(text: string, family: Family = "IPv4"): Mask | undefined {
  if (!/^\d{1,3}$/.test(text)) return family === "IPv6" ? parseIpv6(text) : parseIpv4(text);
  const bits = Number(text);
  return bits <= ADDRESS_BITS[family] ? prefixMask(bits, family) : undefined;
}

/** The number of leading ones of a mask, up to 32 or 128; undefined when it is no prefix. */
export function prefixBits(mask: Mask): number | undefined {
  const bits =
    typeof mask === "number" ? Math.clz32(~mask) : quartersOf(mask).reduce(addLeadingOnes, 0);
  const straight = prefixMask(bits, typeof mask === "number" ? "IPv4" : "IPv6");
  return straight === (typeof mask === "number" ? mask >>> 0 : mask) ? bits : undefined;
}

/** Ones before the first zero: a quarter counts only when all before it were full. */
function addLeadingOnes(bits: number, quarter: number, at: number): number {
  return bits === at * 32 ? bits + Math.clz32(~quarter) : bits;
}

/** The mask with that many leading ones, up to 32 or 128. */
export function prefixMask(bits: number, family?: "IPv4"): number;
export function prefixMask(bits: number, family: Family): Mask;
export function prefixMask(bits: number, family: Family = "IPv4"): Mask {
  if (family === "IPv4") return quarterMask(bits);
  return ipv6OfQuarters([0, 32, 64, 96].map((before) => quarterMask(bits - before)));
}

/** 32 bits of which the first are ones: none below 1, all from 32 on. */
function quarterMask(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? UINT32_MAX : (UINT32_MAX << (32 - bits)) >>> 0;
}

/** The bits of an address that count; the others zero. Address and mask are of one family. */
export function applyMask(address: Address, mask: Mask): Address {
  if (typeof address === "number" && typeof mask === "number") {
    return ((address & mask) >>> 0) as Ipv4;
  }
  return combine(address, mask, (quarter, other) => quarter & other);
}

/** The network of an address under a mask. */
export function networkOf(address: Address, mask: Mask): MaskedAddress {
  return { address: applyMask(address, mask), mask };
}

/** The last address of a network: all host bits set. */
export function lastOf({ address, mask }: MaskedAddress): Address {
  if (typeof address === "number" && typeof mask === "number") {
    return ((address | ~mask) >>> 0) as Ipv4;
  }
  return combine(address, mask, (quarter, other) => quarter | ~other);
}

/** The address with the same host bits in another network. */
export function moveInto({ address, mask }: MaskedAddress, moved: Address): Address {
  if (typeof address === "number" && typeof mask === "number" && typeof moved === "number") {
    return (((moved & ~mask) | address) >>> 0) as Ipv4;
  }
  const host = combine(moved, mask, (quarter, other) => quarter & ~other);
  return combine(host, address, (quarter, other) => quarter | other);
}

/** Whether a network is a single address. */
export function isOneAddress({ address, mask }: MaskedAddress): boolean {
  return prefixBits(mask) === (typeof address === "number" ? 32 : 128);
}

/** Whether an address agrees with another in all bits that count; one of the other family does not. */
export function isWithin(actual: Address, { address, mask }: MaskedAddress): boolean {
  if (typeof actual === "number") {
    return (
      typeof address === "number" && typeof mask === "number" && ((actual ^ address) & mask) === 0
    );
  }
  if (typeof address === "number" || typeof mask === "number") return false;
  const wanted = quartersOf(address);
  const counting = quartersOf(mask);
  return quartersOf(actual).every(
    (quarter, at) => ((quarter ^ (wanted[at] ?? 0)) & (counting[at] ?? 0)) === 0,
  );
}

/** Two IPv6 values, joined 32 bits at a time. What is of IPv4 cannot come here. */
function combine(
  one: Address | Mask,
  other: Address | Mask,
  join: (quarter: number, other: number) => number,
): Ipv6 {
  if (typeof one === "number" || typeof other === "number") {
    throw new TypeError(`${one} and ${other} are of different families`);
  }
  const others = quartersOf(other);
  return ipv6OfQuarters(quartersOf(one).map((quarter, at) => join(quarter, others[at] ?? 0)));
}
