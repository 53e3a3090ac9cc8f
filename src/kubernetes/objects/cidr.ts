import {
  type Ipv4,
  isWithin,
  parseAddress,
  parseIpv4,
  parseMaskedAddress,
  printIpv4,
} from "@/engine";
import { familyOf } from "./addressFamily";

/** An IPv4 prefix, checked: `address` has no bit outside the prefix. */
export interface Cidr {
  readonly address: Ipv4;
  /** 0 to 32. */
  readonly prefixBits: number;
}

/** Reads `10.244.0.0/16`, cutting off host bits. undefined for anything else. */
export function parseCidr(text: string): Cidr | undefined {
  const [addressText = "", bitsText = "", ...rest] = text.split("/");
  const address = parseIpv4(addressText);
  if (address === undefined || rest.length > 0 || !/^\d{1,2}$/.test(bitsText)) return undefined;
  const prefixBits = Number(bitsText);
  if (prefixBits > 32) return undefined;
  return { address: ((address & maskOf(prefixBits)) >>> 0) as Ipv4, prefixBits };
}

/** Whether an address lies in a prefix of its family, both as text; false when either is not one. */
export function containsAddress(prefix: string, address: string): boolean {
  if (familyOf(prefix) === "IPv6") return containsIpv6(prefix, address);
  const cidr = parseCidr(prefix);
  const value = parseIpv4(address);
  if (cidr === undefined || value === undefined) return false;
  return (value & maskOf(cidr.prefixBits)) >>> 0 === cidr.address;
}

function containsIpv6(prefix: string, address: string): boolean {
  const network = parseMaskedAddress(prefix, "IPv6");
  const value = parseAddress(address);
  return network !== undefined && value !== undefined && isWithin(value, network);
}

/** Whether two prefixes have an address in common. */
export function overlap(one: Cidr, other: Cidr): boolean {
  const mask = maskOf(Math.min(one.prefixBits, other.prefixBits));
  return ((one.address ^ other.address) & mask) === 0;
}

/** How many addresses the prefix has. */
export function sizeOf(cidr: Cidr): number {
  return 2 ** (32 - cidr.prefixBits);
}

/** The address `offset` after the first; wraps round the prefix's end. */
export function nthAddress(cidr: Cidr, offset: number): string {
  return printIpv4(((cidr.address + (offset % sizeOf(cidr))) >>> 0) as Ipv4);
}

function maskOf(prefixBits: number): number {
  return prefixBits === 0 ? 0 : (0xffffffff << (32 - prefixBits)) >>> 0;
}
