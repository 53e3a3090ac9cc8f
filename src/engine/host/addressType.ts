import type { AddressType } from "../matches/matchExtension";
import { type Address, familyOf } from "../net/address";
import { EVERYBODY, isMulticast } from "../net/addressKind";
import type { Missing } from "../net/decision";
import type { Node } from "./node";
import { ROUTE_TABLES } from "./route";
import { lookUpRoute, lookUpTable } from "./routing";
import { isKnownElsewhere } from "./routingDoubt";
import { stackFor } from "./stackFor";

/**
 * What the node's local table calls an address. With `device` only what is of that interface counts.
 * Source: Linux net/ipv4/fib_frontend.c, __inet_dev_addr_type.
 */
export function addressType(
  node: Node,
  address: Address,
  device?: string,
): AddressType | { readonly missing: Missing } {
  if (familyOf(address) === "IPv6") return addressTypeIpv6(node, address, device);
  if (address === 0 || address === EVERYBODY) return "BROADCAST";
  if (isMulticast(address)) return "MULTICAST";
  const query = { destination: address, outInterface: undefined };
  const route = lookUpTable(stackFor(node, address).routing, ROUTE_TABLES.local, query);
  const counts = route !== undefined && (device === undefined || route.device === device);
  if (counts) return route.type === "local" ? "LOCAL" : "BROADCAST";
  return route === undefined ? orPerhapsOwn(node, address, "UNICAST") : "UNICAST";
}

/**
 * In IPv6 the whole routing is asked, and an address of any interface is the node's own: without a way to it it is
 * UNREACHABLE. Source: Linux net/netfilter/xt_addrtype.c, match_lookup_rt6.
 */
function addressTypeIpv6(
  node: Node,
  address: Address,
  device: string | undefined,
): AddressType | { readonly missing: Missing } {
  if (device !== undefined && isAddressOf(node, address, device)) return "LOCAL";
  const { routing } = stackFor(node, address);
  const query = { source: undefined, destination: address, mark: 0 };
  const { found } = lookUpRoute(routing, { ...query, inInterface: "lo", outInterface: device });
  if (found?.type === "local" && device === undefined) return "LOCAL";
  if (found?.type === "anycast") return "ANYCAST";
  return orPerhapsOwn(node, address, found === undefined ? "UNREACHABLE" : "UNICAST");
}

function isAddressOf({ interfaces }: Node, address: Address, device: string): boolean {
  return interfaces.some(
    ({ name, addresses }) => name === device && addresses.some((own) => own.address === address),
  );
}

/** Of an address that no known one explains, nothing can be said where the node may have others. */
function orPerhapsOwn(
  node: Node,
  address: Address,
  otherwise: AddressType,
): AddressType | { readonly missing: Missing } {
  const mayBeOwn = node.unknown.addresses === true && !isKnownElsewhere(node, address);
  return mayBeOwn ? { missing: { kind: "addresses", name: node.name } } : otherwise;
}
