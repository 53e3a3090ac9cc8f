import { type Ipv4, parseIpv4, printIpv4 } from "./ipv4";
import { UINT32_MAX } from "./uint32";

/** An address with the bits of it that count. `address` has no bit outside `mask`. */
export interface MaskedAddress {
  readonly address: Ipv4;
  /** 32 bits; need not be a prefix: `255.0.255.0` is legal in iptables. */
  readonly mask: number;
}

/**
 * Reads `10.0.0.1`, `10.0.0.0/8`, `10.0.0.0/255.0.0.0` and the short forms `10/8` and `0/0`.
 * Host bits are cleared, as iptables does. Undefined for anything else, host names included.
 * Source: iptables 1.8.9 libxtables/xtables.c, xtables_ipparse_multiple and parse_ipmask.
 */
export function parseMaskedAddress(text: string): MaskedAddress | undefined {
  const slash = text.indexOf("/");
  const mask = slash < 0 ? UINT32_MAX : parseMask(text.slice(slash + 1));
  if (mask === undefined) return undefined;
  const address = slash < 0 ? parseIpv4(text) : parseShortIpv4(text.slice(0, slash));
  if (address === undefined) return undefined;
  return { address: ((address & mask) >>> 0) as Ipv4, mask };
}

/** `10.0.0.0/8`; a mask that is no prefix stays dotted: `10.0.0.0/255.0.255.0`. */
export function printMaskedAddress({ address, mask }: MaskedAddress): string {
  const bits = prefixBits(mask);
  return `${printIpv4(address)}/${bits === undefined ? printIpv4(mask as Ipv4) : bits}`;
}

/** The number of leading ones of a mask, 0 to 32; undefined when it is no prefix. */
export function prefixBits(mask: number): number | undefined {
  const bits = Math.clz32(~mask);
  return prefixMask(bits) === mask >>> 0 ? bits : undefined;
}

/** The mask with that many leading ones, 0 to 32. */
export function prefixMask(bits: number): number {
  return bits === 0 ? 0 : (UINT32_MAX << (32 - bits)) >>> 0;
}

function parseMask(text: string): number | undefined {
  if (!/^\d{1,2}$/.test(text)) return parseIpv4(text);
  const bits = Number(text);
  return bits <= 32 ? prefixMask(bits) : undefined;
}

/** With a mask, missing octets are zero: `10/8` is `10.0.0.0/8`. */
function parseShortIpv4(text: string): Ipv4 | undefined {
  const missing = 3 - (text.split(".").length - 1);
  return parseIpv4(missing > 0 ? text + ".0".repeat(missing) : text);
}
