import { type Address, familyOf } from "../net/address";
import { isLoopback, isMulticast } from "../net/addressKind";
import type { Packet } from "../net/packet";
import type { LostReason } from "../network/trace";
import { isOwnAddress } from "./addressSelection";
import type { Node } from "./node";
import type { Route } from "./route";
import { lookUpRoute, type RouteFailure } from "./routing";
import {
  acceptsLocalSource,
  checksSourceByMark,
  forwards,
  routesLocalnet,
  rpFilter,
} from "./sysctls";

/** Where a packet that came in goes. */
export type InputDecision =
  | { readonly decision: "local"; readonly route: Route }
  | { readonly decision: "forward"; readonly route: Route }
  | {
      readonly decision: "fail";
      readonly reason: LostReason;
      readonly route: Route | undefined;
      /** The code of the ICMP destination-unreachable message that tells the sender; undefined for silence. */
      readonly icmpCode: number | undefined;
    };

// Source: Linux net/ipv4/route.c, ip_error; include/uapi/linux/icmp.h.
const ICMP_CODES: Readonly<Record<RouteFailure, number | undefined>> = {
  "no route": 0,
  unreachable: 1,
  prohibit: 13,
  blackhole: undefined,
};

/** The routing decision for a packet of IPv4 that came in by `device`. Source: Linux net/ipv4/route.c, ip_route_input_slow. */
export function routeInput(node: Node, packet: Packet, device: string): InputDecision {
  const { source, destination } = packet;
  const martian = findMartian(node, packet, device);
  if (martian !== undefined) return fail(martian);
  const lookup = lookUpRoute(node.stacks.IPv4.routing, {
    source,
    destination,
    mark: packet.mark,
    inInterface: device,
    outInterface: undefined,
  });
  const isForwarding = forwards(node.sysctls, device);
  if (lookup.found === undefined) {
    if (!isForwarding) return fail("forwarding off", lookup.route);
    return fail(lookup.failure, lookup.route, ICMP_CODES[lookup.failure]);
  }
  const route = lookup.found;
  if (route.type === "broadcast") return { decision: "local", route };
  if (route.type === "local") {
    const wrong = checkSource(node, packet, device, undefined);
    return wrong === undefined ? { decision: "local", route } : fail(wrong, route);
  }
  if (!isForwarding) return fail("forwarding off", route);
  const wrong = checkSource(node, packet, device, route.device);
  return wrong === undefined ? { decision: "forward", route } : fail(wrong, route);
}

function fail(reason: LostReason, route?: Route, icmpCode?: number): InputDecision {
  return { decision: "fail", reason, route, icmpCode };
}

/** Addresses that cannot come in from a link, whatever the routing tables say. */
function findMartian(
  node: Node,
  { source, destination }: Packet,
  device: string,
): LostReason | undefined {
  if (isMulticast(source) || source === 0xffffffff || isZeronet(source)) return "martian source";
  if (isZeronet(destination)) return "martian destination";
  const takesLoopback = device === "lo" || routesLocalnet(node.sysctls, device);
  if (isLoopback(destination) && !takesLoopback) return "martian destination";
  return isLoopback(source) && !takesLoopback ? "martian source" : undefined;
}

/**
 * Whether the sender's address may come in here; undefined when it may.
 * Source: Linux net/ipv4/fib_frontend.c, fib_validate_source.
 */
function checkSource(
  node: Node,
  packet: Packet,
  device: string,
  outDevice: string | undefined,
): LostReason | undefined {
  const filter = rpFilter(node.sysctls, device);
  const acceptsLocal = acceptsLocalSource(node.sysctls, device);
  if (filter === 0) {
    if (acceptsLocal) return undefined;
    if (!node.stacks.IPv4.hasCustomRouting) {
      return isOwnAddress(node, packet.source) ? "martian source" : undefined;
    }
  }
  return checkReversePath(node, packet, { device, outDevice, filter, acceptsLocal });
}

interface ReversePath {
  readonly device: string;
  readonly outDevice: string | undefined;
  readonly filter: number;
  readonly acceptsLocal: boolean;
}

function checkReversePath(
  node: Node,
  packet: Packet,
  { device, outDevice, filter, acceptsLocal }: ReversePath,
): LostReason | undefined {
  const lastResort = filter === 0 ? undefined : "rp_filter";
  const lookup = lookUpRoute(node.stacks.IPv4.routing, {
    source: packet.destination,
    destination: packet.source,
    mark: checksSourceByMark(node.sysctls, device) ? packet.mark : 0,
    inInterface: outDevice ?? "lo",
    outInterface: undefined,
  });
  if (lookup.found === undefined) return lastResort;
  const { type, device: back } = lookup.found;
  if (type !== "unicast" && !(type === "local" && acceptsLocal)) return "martian source";
  if (back === device || (type === "local" && device === "lo")) return undefined;
  const hasAddress = node.interfaces.some(
    ({ name, addresses }) =>
      name === device && addresses.some(({ address }) => familyOf(address) === "IPv4"),
  );
  if (!hasAddress) return lastResort;
  return filter === 1 ? "rp_filter" : undefined;
}

/** Since Linux 5.3 only 0.0.0.0 itself is no address. Source: Linux include/linux/in.h, ipv4_is_zeronet. */
function isZeronet(address: Address): boolean {
  return address === 0;
}
