import { NO_ADDRESS } from "../net/address";
import { EVERYBODY, isLoopback, isMulticast, isZeronet } from "../net/addressKind";
import type { Packet } from "../net/packet";
import type { LostReason } from "../network/trace";
import { checkSource } from "./checkSource";
import type { ChooseNextHop } from "./chooseNextHop";
import type { Node } from "./node";
import { receiveForMany } from "./receiveForMany";
import type { Route } from "./route";
import { lookUpRoute, type RouteFailure } from "./routing";
import { flowOf } from "./routingRule";
import { forwards, routesLocalnet } from "./sysctls";

/** Where a packet that came in goes. */
export type InputDecision =
  /** Without a route where it is for many: everybody on the link, or a group. */
  | { readonly decision: "local"; readonly route: Route | undefined }
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
export function routeInput(
  node: Node,
  packet: Packet,
  device: string,
  choose: ChooseNextHop,
): InputDecision {
  const { source, destination } = packet;
  const received = receiveForMany(node, packet, device);
  if (received === "local") return { decision: "local", route: undefined };
  if (received !== undefined) return fail(received);
  const martian = findMartian(node, packet, device);
  if (martian !== undefined) return fail(martian);
  const lookup = lookUpRoute(node.stacks.IPv4.routing, {
    source,
    destination,
    mark: packet.mark,
    inInterface: device,
    outInterface: undefined,
    flow: flowOf(packet),
    tos: packet.tos,
  });
  const isForwarding = forwards(node.sysctls, device);
  if (lookup.found === undefined) {
    if (!isForwarding) return fail("forwarding off", lookup.route);
    return fail(lookup.failure, lookup.route, ICMP_CODES[lookup.failure]);
  }
  const route = choose(lookup.found);
  if (route.type === "broadcast") return takeBroadcast(node, packet, device, route);
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
  if (isMulticast(source) || source === EVERYBODY || isZeronet(source)) return "martian source";
  if (isZeronet(destination)) return "martian destination";
  const takesLoopback = device === "lo" || routesLocalnet(node.sysctls, device);
  if (isLoopback(destination) && !takesLoopback) return "martian destination";
  return isLoopback(source) && !takesLoopback ? "martian source" : undefined;
}

/** A broadcast of a network is for everybody on it, and its sender is looked at as if it had asked nobody in particular. */
function takeBroadcast(node: Node, packet: Packet, device: string, route: Route): InputDecision {
  const wrong = checkSource(node, { ...packet, destination: NO_ADDRESS.IPv4 }, device, undefined);
  return wrong === undefined ? { decision: "local", route } : fail(wrong, route);
}
