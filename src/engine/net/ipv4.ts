const OCTET = /^\d{1,3}$/;

/** An IPv4 address as an unsigned 32-bit integer. */
export type Ipv4 = number & { readonly brand: "Ipv4" };

/** Reads a dotted quad such as `10.0.0.1`; undefined for anything else. */
export function parseIpv4(text: string): Ipv4 | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every(isOctet)) return undefined;
  return octets.reduce((address, octet) => address * 256 + Number(octet), 0) as Ipv4;
}

/** The dotted quad of an address. */
export function printIpv4(address: Ipv4): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

function isOctet(text: string): boolean {
  return OCTET.test(text) && Number(text) <= 255;
}
