import { type Address, isUnspecified } from "../net/address";
import { isLoopback, isMulticast } from "../net/addressKind";
import type { Packet } from "../net/packet";
import type { LostReason } from "../network/trace";
import type { ChooseNextHop } from "./chooseNextHop";
import type { Node } from "./node";
import type { RouteType } from "./route";
import type { InputDecision } from "./routeInput";
import { lookUpRoute, type RouteFailure } from "./routing";
import { flowOf } from "./routingRule";
import { forwardsIpv6 } from "./sysctls";

/** Codes of ICMPv6 destination unreachable. Source: Linux net/ipv6/route.c, ip6_pkt_discard and ip6_pkt_prohibit. */
const ICMP_CODES: Readonly<Record<RouteFailure, number | undefined>> = {
  "no route": 0,
  unreachable: 0,
  prohibit: 1,
  blackhole: undefined,
};

/** What is delivered. Groups that nobody on the node listens to are not told from the others. */
const LOCAL_TYPES: readonly RouteType[] = ["local", "anycast", "multicast"];

/**
 * The routing decision for a packet of IPv6 that came in by `device`. The way back is not looked at, and a sender is told that
 * there is no route also where nothing is forwarded.
 * Source: Linux net/ipv6/route.c, ip6_route_input; net/ipv6/ip6_output.c, ip6_forward.
 */
export function routeInputIpv6(
  node: Node,
  packet: Packet,
  device: string,
  choose: ChooseNextHop,
): InputDecision {
  const { source, destination, mark } = packet;
  // Only here after nat: a route to the loopback address holds for packets from lo (rt6_need_strict).
  if (isLoopback(destination) && device !== "lo") {
    return {
      decision: "fail",
      reason: "no route",
      route: undefined,
      icmpCode: ICMP_CODES["no route"],
    };
  }
  const lookup = lookUpRoute(node.stacks.IPv6.routing, {
    source,
    destination,
    mark,
    inInterface: device,
    outInterface: undefined,
    flow: flowOf(packet),
    tos: packet.tos,
  });
  if (lookup.found === undefined) {
    const { failure, route } = lookup;
    return { decision: "fail", reason: failure, route, icmpCode: ICMP_CODES[failure] };
  }
  const route = choose(lookup.found);
  if (LOCAL_TYPES.includes(route.type)) return { decision: "local", route };
  const reason = whyNotForwarded(node, source);
  if (reason === undefined) return { decision: "forward", route };
  return { decision: "fail", reason, route, icmpCode: undefined };
}

function whyNotForwarded({ sysctls }: Node, source: Address): LostReason | undefined {
  if (!forwardsIpv6(sysctls)) return "forwarding off";
  return isUnspecified(source) || isLoopback(source) ? "martian source" : undefined;
}

/**
 * Why a packet of IPv6 is dropped before any hook: groups send nothing, and the loopback address stays on the node.
 * undefined when it is not. Source: Linux net/ipv6/ip6_input.c, ip6_rcv_core.
 */
export function findMartianIpv6(
  { source, destination }: Packet,
  device: string,
): LostReason | undefined {
  if (isMulticast(source)) return "martian source";
  if (isUnspecified(destination)) return "martian destination";
  if (device === "lo") return undefined;
  if (isLoopback(source)) return "martian source";
  return isLoopback(destination) ? "martian destination" : undefined;
}
