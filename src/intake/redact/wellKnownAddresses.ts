import { type Address, parseAddress } from "@/engine";
import { bitsOf } from "./addressBits";
import type { FrozenBits } from "./frozenBits";

/**
 * Networks that mean something by themselves: an address in one is replaced by another one in it.
 * Source: IANA, IPv4 and IPv6 Special-Purpose Address Registries; RFC 6724, section 2.1, for those with a label of their own.
 */
const NETWORKS = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"],
  ...["203.0.113.0/24", "224.0.0.0/4", "224.0.0.0/24", "232.0.0.0/8", "239.0.0.0/8", "240.0.0.0/4"],
  ...["::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2000::/3", "2001::/32"],
  ...["2001:10::/28", "2001:db8::/32", "2002::/16", "3ffe::/16", "fc00::/8", "fd00::/8"],
  ...["fe80::/10", "fe80::/64", "fec0::/10", "ff00::/8", "ff02::1:ff00:0/104"],
  ...groupScopes(),
];

/**
 * Addresses that are the same everywhere and tell nothing of whose dump it is.
 * Source: IANA, IPv4 and IPv6 Multicast Address Space Registries; systemd-resolved(8); the clouds' metadata services;
 * kubernetes cluster/addons/dns/nodelocaldns; Calico's documentation of a pod's gateway.
 */
const ADDRESSES = [
  ...["0.0.0.0", "127.0.0.1", "127.0.0.53", "255.255.255.255", "::", "::1"],
  ...["169.254.169.254", "169.254.20.10", "169.254.1.1"],
  ...["224.0.0.1", "224.0.0.2", "224.0.0.5", "224.0.0.6", "224.0.0.18", "224.0.0.22"],
  ...["224.0.0.251", "239.255.255.250", "ff01::1", "ff02::1", "ff02::2", "ff02::16", "ff02::fb"],
];

/** Groups keep their flags and their scope. Source: RFC 4291, section 2.7. */
function groupScopes(): readonly string[] {
  const kinds = Array.from({ length: 256 }, (_, kind) => kind.toString(16).padStart(2, "0"));
  return kinds.map((kind) => `ff${kind}::/16`);
}

const KNOWN_NETWORKS = NETWORKS.map((text) => {
  const [start = "", bits = ""] = text.split("/");
  return { start: knownAddress(start), bits: Number(bits) };
});
const KNOWN_ADDRESSES = ADDRESSES.map(knownAddress);
const KNOWN: ReadonlySet<Address> = new Set([
  ...KNOWN_ADDRESSES,
  ...KNOWN_NETWORKS.map(({ start }) => start),
]);

/** Whether an address is the same everywhere, or the beginning of a network that everybody knows: 10.0.0.0. */
export function isWellKnown(address: Address): boolean {
  return KNOWN.has(address);
}

/** Freezes what no redaction may touch. */
export function freezeWellKnown(frozen: FrozenBits): void {
  for (const { start, bits } of KNOWN_NETWORKS) frozen.freezeFirst(bitsOf(start), bits);
  for (const bits of KNOWN_ADDRESSES.map(bitsOf)) frozen.freezeFirst(bits, bits.width);
}

function knownAddress(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}
