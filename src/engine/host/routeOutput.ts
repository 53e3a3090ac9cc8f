import type { Address } from "../net/address";
import { isLoopback } from "../net/addressKind";
import type { LostReason } from "../network/trace";
import { sourceFor } from "./addressSelection";
import type { ChooseNextHop } from "./chooseNextHop";
import type { Node } from "./node";
import type { Route } from "./route";
import { lookUpRoute, type RouteFailure } from "./routing";
import type { RouteFlow } from "./routingRule";
import { stackFor } from "./stackFor";
import { routesLocalnet } from "./sysctls";

/** Where a packet of the node's own goes. */
export type OutputDecision =
  | {
      readonly decision: "send";
      readonly route: Route;
      readonly device: string;
      /** What the sender uses when it has not chosen an address itself. */
      readonly source: Address | undefined;
    }
  | {
      readonly decision: "fail";
      readonly reason: LostReason;
      readonly route: Route | undefined;
      /** The errno that send() gives. */
      readonly sendError: string;
    };

// Source: Linux net/ipv4/fib_semantics.c, fib_props; net/ipv6/route.c, ip6_rt_type_to_error.
const ERRNOS: Readonly<Record<RouteFailure, string>> = {
  "no route": "ENETUNREACH",
  blackhole: "EINVAL",
  unreachable: "EHOSTUNREACH",
  prohibit: "EACCES",
};

const asFound: ChooseNextHop = (route) => route;

export interface OutputQuery {
  /** undefined while the sender has not chosen one. */
  readonly source: Address | undefined;
  readonly destination: Address;
  readonly mark: number;
  /** The interface the sender insists on. */
  readonly device?: string | undefined;
  /** What the sender's socket is for; absent where it has none. */
  readonly flow?: RouteFlow | undefined;
  readonly tos?: number | undefined;
}

/**
 * The routing decision for a packet of the node's own; `choose` takes one of several next hops, the first unless told.
 * Source: Linux net/ipv4/route.c, ip_route_output_key_hash_rcu; net/ipv6/route.c, ip6_route_output_flags.
 */
export function routeOutput(
  node: Node,
  { source, destination, mark, device: wanted, flow, tos }: OutputQuery,
  choose: ChooseNextHop = asFound,
): OutputDecision {
  const lookup = lookUpRoute(stackFor(node, destination).routing, {
    source,
    destination,
    mark,
    inInterface: "lo",
    outInterface: wanted,
    flow,
    tos,
  });
  if (lookup.found === undefined) {
    const { failure, route } = lookup;
    return { decision: "fail", reason: failure, route, sendError: ERRNOS[failure] };
  }
  const route = choose(lookup.found);
  const device = route.type === "local" ? "lo" : (route.device ?? "lo");
  // IPv6 looks at this where the packet comes in only.
  const strayLoopback = typeof source === "number" && isLoopback(source) && device !== "lo";
  if (strayLoopback && !routesLocalnet(node.sysctls, device)) {
    return { decision: "fail", reason: "martian source", route, sendError: "EINVAL" };
  }
  return { decision: "send", route, device, source: source ?? sourceFor(node, route, destination) };
}
