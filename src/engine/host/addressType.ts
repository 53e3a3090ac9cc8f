import type { AddressType } from "../matches/matchExtension";
import type { Missing } from "../net/decision";
import type { Ipv4 } from "../net/ipv4";
import type { Node } from "./node";
import { ROUTE_TABLES } from "./route";
import { lookUpTable } from "./routing";
import { isKnownElsewhere } from "./routingDoubt";

/**
 * What the node's local table calls an address. With `device` only what is of that interface counts.
 * Source: Linux net/ipv4/fib_frontend.c, __inet_dev_addr_type.
 */
export function addressType(
  node: Node,
  address: Ipv4,
  device?: string,
): AddressType | { readonly missing: Missing } {
  const firstOctet = address >>> 24;
  if (address === 0 || address === 0xffffffff) return "BROADCAST";
  if (firstOctet >= 224 && firstOctet <= 239) return "MULTICAST";
  const query = { destination: address, outInterface: undefined };
  const route = lookUpTable(node.routing, ROUTE_TABLES.local, query);
  const counts = route !== undefined && (device === undefined || route.device === device);
  if (counts) return route.type === "local" ? "LOCAL" : "BROADCAST";
  const mayBeOwn = node.unknown.addresses === true && !isKnownElsewhere(node, address);
  if (route === undefined && mayBeOwn) {
    return { missing: { kind: "addresses", name: node.name } };
  }
  return "UNICAST";
}
