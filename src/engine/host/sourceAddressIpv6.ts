import { isLinkLocal, isLoopback, isMappedIpv4, isMulticast } from "../net/addressKind";
import { type Ipv6, quartersOf } from "../net/ipv6";
import { isWithin, type MaskedAddress, parseMaskedAddress } from "../net/prefix";
import type { NetworkInterface } from "./networkInterface";
import type { Node } from "./node";

interface Candidate {
  readonly address: Ipv6;
  readonly prefixBits: number;
  readonly device: string;
}

interface Wanted {
  readonly destination: Ipv6;
  readonly device: string;
}

/**
 * The node's own address for packets of IPv6 that leave by `device` to `destination`; undefined when it has none. Compared
 * in order: the destination itself, scope, the interface, label, the longest common prefix; else what comes first.
 * Source: Linux net/ipv6/addrconf.c, ipv6_dev_get_saddr and ipv6_get_saddr_eval; RFC 6724, section 5.
 */
export function selectAddressIpv6(node: Node, wanted: Wanted): Ipv6 | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidatesFor(node, wanted)) {
    if (best === undefined || isBetter(candidate, best, wanted)) best = candidate;
  }
  return best?.address;
}

/** Those of the interface first; for what does not leave the link, no others. */
function candidatesFor(
  { interfaces }: Node,
  { destination, device }: Wanted,
): readonly Candidate[] {
  const own = interfaces.filter(({ name }) => name === device);
  const isForLink = isLinkLocal(destination) || isMulticast(destination);
  const others = isForLink ? [] : interfaces.filter(({ name }) => name !== device);
  return [...own, ...others].flatMap(addressesInOrder);
}

/**
 * The IPv6 addresses of an interface in the kernel's order: the widest scope first, of equals the one added last.
 * Source: Linux net/ipv6/addrconf.c, ipv6_link_dev_addr.
 */
function addressesInOrder({ name, addresses }: NetworkInterface): readonly Candidate[] {
  const candidates = addresses.flatMap(({ address, prefixBits }) =>
    typeof address === "string" ? [{ address, prefixBits, device: name }] : [],
  );
  return candidates.reverse().sort((one, other) => scopeOf(other.address) - scopeOf(one.address));
}

function isBetter(one: Candidate, other: Candidate, wanted: Wanted): boolean {
  for (const score of SCORES) {
    const difference = score(one, wanted) - score(other, wanted);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

type Score = (candidate: Candidate, wanted: Wanted) => number;

/** The greater the better. */
const SCORES: readonly Score[] = [
  ({ address }, { destination }) => Number(address === destination),
  scopeScore,
  ({ device }, wanted) => Number(device === wanted.device),
  ({ address }, { destination }) => Number(labelOf(address) === labelOf(destination)),
  ({ address, prefixBits }, { destination }) =>
    Math.min(commonBits(address, destination), prefixBits),
];

/** The narrowest scope that is wide enough; failing that the widest. */
function scopeScore({ address }: Candidate, { destination }: Wanted): number {
  const scope = scopeOf(address);
  return scope >= scopeOf(destination) ? -scope : scope - 128;
}

// Source: RFC 4291, section 2.7: the scopes of groups, which other addresses share.
const LINK_SCOPE = 2;
const GLOBAL_SCOPE = 14;

function scopeOf(address: Ipv6): number {
  if (isMulticast(address)) return Number.parseInt(address.slice(3, 4), 16);
  return isLinkLocal(address) || isLoopback(address) ? LINK_SCOPE : GLOBAL_SCOPE;
}

/** The longest prefix that an address is in decides. Source: Linux net/ipv6/addrlabel.c, ip6addrlbl_init_table. */
const LABELS: readonly (readonly [network: string, label: number])[] = [
  ["::1/128", 0],
  ["::ffff:0:0/96", 4],
  ["::/96", 3],
  ["2001::/32", 6],
  ["2001:10::/28", 7],
  ["2002::/16", 2],
  ["3ffe::/16", 12],
  ["fec0::/10", 11],
  ["fc00::/7", 5],
];
const OTHER_LABEL = 1;

const LABELLED = LABELS.flatMap(([text, label]): { network: MaskedAddress; label: number }[] => {
  const network = parseMaskedAddress(text, "IPv6");
  return network === undefined ? [] : [{ network, label }];
});

function labelOf(address: Ipv6): number {
  return LABELLED.find(({ network }) => isWithin(address, network))?.label ?? OTHER_LABEL;
}

function commonBits(one: Ipv6, other: Ipv6): number {
  const others = quartersOf(other);
  const quarters = quartersOf(one);
  const at = quarters.findIndex((quarter, index) => quarter !== others[index]);
  if (at < 0) return 128;
  return at * 32 + Math.clz32((quarters[at] ?? 0) ^ (others[at] ?? 0));
}

/**
 * The address REDIRECT sends to: the first of the interface that a packet to `destination` could be meant for.
 * Source: Linux net/netfilter/nf_nat_redirect.c, nf_nat_redirect_ipv6.
 */
export function redirectAddressIpv6(device: NetworkInterface, destination: Ipv6): Ipv6 | undefined {
  const mustBeOfLink = isLinkLocal(destination);
  return addressesInOrder(device).find(
    ({ address }) => !isMappedIpv4(address) && (!mustBeOfLink || isLinkLocal(address)),
  )?.address;
}
