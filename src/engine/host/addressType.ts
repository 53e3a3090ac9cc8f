import type { AddressType } from "../matches/matchExtension";
import type { Address } from "../net/address";
import { isMulticast } from "../net/addressKind";
import type { Missing } from "../net/decision";
import { stackFor } from "./ipStack";
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
  address: Address,
  device?: string,
): AddressType | { readonly missing: Missing } {
  if (address === 0 || address === 0xffffffff) return "BROADCAST";
  if (isMulticast(address)) return "MULTICAST";
  const query = { destination: address, outInterface: undefined };
  const route = lookUpTable(stackFor(node, address).routing, ROUTE_TABLES.local, query);
  const counts = route !== undefined && (device === undefined || route.device === device);
  if (counts) return route.type === "local" ? "LOCAL" : "BROADCAST";
  const mayBeOwn = node.unknown.addresses === true && !isKnownElsewhere(node, address);
  if (route === undefined && mayBeOwn) {
    return { missing: { kind: "addresses", name: node.name } };
  }
  return "UNICAST";
}
