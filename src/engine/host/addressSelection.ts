import { type Address, familyOf } from "../net/address";
import { type InterfaceAddress, isOnLink, type NetworkInterface } from "./networkInterface";
import type { Node } from "./node";
import type { Route, RouteScope } from "./route";
import { nextHopOf } from "./routing";
import { selectAddressIpv6 } from "./sourceAddressIpv6";
import { routesLocalnet } from "./sysctls";

// Source: Linux include/uapi/linux/rtnetlink.h, rt_scope_t. Greater is nearer.
const SCOPE_NUMBERS: Readonly<Record<RouteScope, number>> = { global: 0, link: 253, host: 254 };

/**
 * The node's own address for packets of IPv4 that leave by `device` to `nextHop`: one in the next hop's network, else the
 * primary one, else the first suitable address of any interface. undefined when the node has none.
 * Source: Linux net/ipv4/devinet.c, inet_select_addr.
 */
export function selectAddress(
  node: Node,
  device: string,
  { nextHop, scope }: { readonly nextHop: Address | undefined; readonly scope: RouteScope },
): Address | undefined {
  const own = node.interfaces.find(({ name }) => name === device);
  const fitting = own?.addresses.filter(
    (address) => isPrimaryIpv4(address) && isInScope(node, own, address, scope),
  );
  const isNear = (address: InterfaceAddress) => nextHop === undefined || isOnLink(nextHop, address);
  const chosen = fitting?.find(isNear) ?? fitting?.[0];
  if (chosen !== undefined) return chosen.address;
  const anywhere = node.interfaces.flatMap(({ addresses }) => addresses);
  const limit = SCOPE_NUMBERS[scope];
  return anywhere.find((address) => isPrimaryIpv4(address) && SCOPE_NUMBERS[address.scope] <= limit)
    ?.address;
}

function isPrimaryIpv4({ address, isSecondary }: InterfaceAddress): boolean {
  return familyOf(address) === "IPv4" && !isSecondary;
}

function isInScope(
  node: Node,
  { name }: NetworkInterface,
  address: InterfaceAddress,
  scope: RouteScope,
): boolean {
  const localnetScope = routesLocalnet(node.sysctls, name) ? "link" : "host";
  const nearest = Math.min(SCOPE_NUMBERS[address.scope], SCOPE_NUMBERS[localnetScope]);
  return nearest <= SCOPE_NUMBERS[scope];
}

/**
 * The source address that connect() chooses on this route.
 * Source: Linux net/ipv4/fib_semantics.c, fib_result_prefsrc; net/ipv6/route.c, ip6_route_get_saddr.
 */
export function sourceFor(node: Node, route: Route, destination: Address): Address | undefined {
  if (route.source !== undefined) return route.source;
  if (typeof destination === "string") {
    const device = route.type === "local" ? "lo" : (route.device ?? "lo");
    return selectAddressIpv6(node, { destination, device });
  }
  if (route.type === "local") return destination;
  if (route.device === undefined) return undefined;
  const nextHop = route.gateway === undefined ? undefined : nextHopOf(route, destination);
  return selectAddress(node, route.device, { nextHop, scope: route.scope });
}

/** Whether an address is one of the node's own. */
export function isOwnAddress(node: Node, address: Address): boolean {
  return node.interfaces.some((one) => one.addresses.some((own) => own.address === address));
}
