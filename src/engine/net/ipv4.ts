import { parseUint32 } from "./uint32";

const OCTET = /^\d{1,3}$/;

/** An IPv4 address as an unsigned 32-bit integer. */
export type Ipv4 = number & { readonly brand: "Ipv4" };

/** Reads a dotted quad such as `10.0.0.1`; undefined for anything else. */
export function parseIpv4(text: string): Ipv4 | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every(isOctet)) return undefined;
  return octets.reduce((address, octet) => address * 256 + Number(octet), 0) as Ipv4;
}

/**
 * Reads an address as `-s` and `--src-range` do: bytes in any base that strtoul(3) knows, those left out at the end zero.
 * Source: iptables 1.8.9 libxtables/xtables.c, xtables_numeric_to_ipaddr.
 */
export function parseShortIpv4(text: string): Ipv4 | undefined {
  const bytes = text.split(".").map(parseUint32);
  if (bytes.length > 4 || !bytes.every((byte) => byte !== undefined && byte <= 255)) {
    return undefined;
  }
  const quad = [...bytes, 0, 0, 0].slice(0, 4);
  return quad.reduce<number>((address, byte = 0) => address * 256 + byte, 0) as Ipv4;
}

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

function isOctet(text: string): boolean {
  return OCTET.test(text) && Number(text) <= 255;
}
