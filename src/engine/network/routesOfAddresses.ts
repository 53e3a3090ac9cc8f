import { type InterfaceAddress, isOnLink, type NetworkInterface } from "../host/networkInterface";
import { completeRoute, ROUTE_TABLES, type Route, type WrittenRoute } from "../host/route";
import { familyOf } from "../net/address";
import type { Ipv6 } from "../net/ipv6";
import { ADDRESS_BITS, lastOf, networkOf, prefixMask } from "../net/prefix";

/** The routes that the addresses of an interface bring, those of both families. */
export function routesOfAddresses(device: NetworkInterface): readonly Route[] {
  const routes = device.addresses.flatMap((address) =>
    familyOf(address.address) === "IPv4"
      ? routesOfIpv4(device, address)
      : routesOfIpv6(device, address),
  );
  return [...routes, ...groupsOf(device)].map((route) => completeRoute(route, device.name));
}

/**
 * An address itself and its broadcast in the local table, its network in the main one. Where the interface is switched off
 * the address itself is all.
 * Source: Linux net/ipv4/fib_frontend.c, fib_add_ifaddr.
 */
function routesOfIpv4(
  { name, addresses, isDown }: NetworkInterface,
  { address, prefixBits: bits, isSecondary, mask }: InterfaceAddress,
): readonly WrittenRoute[] {
  const isLoopback = name === "lo";
  const primary = addresses.find((one) => one.mask === mask && isOnLink(address, one));
  const local: WrittenRoute = {
    ...baseRoute(name),
    destination: { address, mask: prefixMask(32) },
    type: "local",
    source: primary?.address,
    table: ROUTE_TABLES.local,
    scope: "host",
  };
  if (isDown) return [local];
  const routes: WrittenRoute[] = [local];
  const network = networkOf(address, mask);
  if (!isSecondary && bits < 32) {
    routes.push({
      ...local,
      destination: network,
      type: isLoopback ? "local" : "unicast",
      table: isLoopback ? ROUTE_TABLES.local : ROUTE_TABLES.main,
      scope: isLoopback ? "host" : "link",
    });
  }
  if (!isSecondary && bits < 31) {
    const destination = { address: lastOf(network), mask: prefixMask(32) };
    routes.push({ ...local, destination, type: "broadcast", scope: "link" });
  }
  return routes;
}

/** Source: Linux include/uapi/linux/ipv6_route.h, IP6_RT_PRIO_ADDRCONF. */
const PREFIX_METRIC = 256;

/**
 * An address itself in the local table, its network in the main one, also where that is the address alone. The address
 * of the network is every router's, and this is one.
 * Source: Linux net/ipv6/addrconf.c, inet6_addr_add; net/ipv6/route.c, addrconf_f6i_alloc.
 */
function routesOfIpv6(
  { name }: NetworkInterface,
  { address, mask, prefixBits: bits }: InterfaceAddress,
): readonly WrittenRoute[] {
  const base = baseRoute(name);
  const itself = { address, mask: prefixMask(ADDRESS_BITS.IPv6, "IPv6") };
  const network = networkOf(address, mask);
  const { local, main } = ROUTE_TABLES;
  const routes: WrittenRoute[] = [
    { ...base, destination: itself, type: "local", table: local, scope: "host" },
    { ...base, destination: network, type: "unicast", table: main, metric: PREFIX_METRIC },
  ];
  if (bits >= LONGEST_WITH_ANYCAST) return routes;
  const router = { address: network.address, mask: itself.mask };
  return [...routes, { ...base, destination: router, type: "anycast", table: local }];
}

/** Source: Linux net/ipv6/addrconf.c, addrconf_join_anycast. */
const LONGEST_WITH_ANYCAST = 127;

/** An interface that has IPv6 sends to groups. Source: Linux net/ipv6/addrconf.c, addrconf_add_mroute. */
function groupsOf({ name, addresses }: NetworkInterface): readonly WrittenRoute[] {
  if (name === "lo" || addresses.every(({ address }) => familyOf(address) === "IPv4")) return [];
  const destination = { address: GROUPS, mask: prefixMask(8, "IPv6") };
  const { local: table } = ROUTE_TABLES;
  return [{ ...baseRoute(name), destination, type: "multicast", table, metric: PREFIX_METRIC }];
}

const GROUPS = `ff${"0".repeat(30)}` as Ipv6;

function baseRoute(device: string): Omit<WrittenRoute, "destination" | "type" | "table"> {
  return {
    gateway: undefined,
    device,
    source: undefined,
    metric: 0,
    isOnLink: false,
    scope: undefined,
  };
}
