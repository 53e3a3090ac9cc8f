import { parseUint32 } from "./uint32";

/** An IPv4 address as an unsigned 32-bit integer. */
export type Ipv4 = number & { readonly brand: "Ipv4" };

/** Reads a dotted quad such as `10.0.0.1`; undefined for anything else. */
export function parseIpv4(text: string): Ipv4 | undefined {
  let address = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  // Digit by digit: a large cluster has its addresses read by the hundred thousand.
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - DIGIT_0;
    if (digit >= 0 && digit <= 9) {
      octet = octet * 10 + digit;
      digits++;
    } else {
      if (text[at] !== "." || digits === 0) return undefined;
      address = address * 256 + octet;
      octet = 0;
      digits = 0;
      dots++;
    }
    if (digits > MOST_DIGITS || octet > 255) return undefined;
  }
  return dots === 3 && digits > 0 ? ((address * 256 + octet) as Ipv4) : undefined;
}

const DIGIT_0 = 48;
const MOST_DIGITS = 3;

/**
 * Reads an address as `-s` and `--src-range` do: bytes in any base that strtoul(3) knows, those left out at the end zero.
 * Source: iptables 1.8.9 libxtables/xtables.c, xtables_numeric_to_ipaddr.
 */
export function parseShortIpv4(text: string): Ipv4 | undefined {
  const plain = LEADING_ZERO.test(text) ? undefined : parseIpv4(text);
  if (plain !== undefined) return plain;
  const bytes = text.split(".").map(parseUint32);
  if (bytes.length > 4 || !bytes.every((byte) => byte !== undefined && byte <= 255)) {
    return undefined;
  }
  const quad = [...bytes, 0, 0, 0].slice(0, 4);
  return quad.reduce<number>((address, byte = 0) => address * 256 + byte, 0) as Ipv4;
}

/** A byte that strtoul(3) does not read as decimal. */
const LEADING_ZERO = /(?:^|\.)0\d/;

/** Reads an address as inet_aton(3) does: the last of fewer than four numbers fills the bytes that are left. */
export function parseHostIpv4(text: string): Ipv4 | undefined {
  const numbers = text.split(".").map(parseUint32);
  const last = numbers.pop();
  const room = 256 ** (4 - numbers.length);
  if (numbers.length > 3 || last === undefined || last >= room) return undefined;
  if (!numbers.every((byte) => byte !== undefined && byte <= 255)) return undefined;
  const bytes = numbers.reduce<number>((address, byte = 0) => address * 256 + byte, 0);
  return (bytes * room + last) as Ipv4;
}

/** The dotted quad of an address. */
export function printIpv4(address: Ipv4): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}
