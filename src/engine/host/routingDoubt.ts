import type { Address } from "../net/address";
import type { Missing } from "../net/decision";
import { isOneAddress } from "../net/prefix";
import type { Node } from "./node";
import { ROUTE_TABLES, type Route } from "./route";
import { lookUpTable } from "./routing";
import { stackFor } from "./stackFor";

/** A way a packet may be routed: as the known routes say, to the node itself, or by a route that is not known. */
export type RoutingWay = "as known" | "local" | "elsewhere";

/** What stands against a routing decision when not everything of a node is known. */
export interface RoutingDoubt {
  readonly missing: Missing;
  /** At least one, the likeliest first. */
  readonly ways: readonly [RoutingWay, ...RoutingWay[]];
}

/**
 * Whether facts that are not known could make a routing decision another one. A route to the very address, a neighbour behind
 * the interface that the known route names, or an address known to be the node's own, leaves no doubt.
 * `route` is what the known routes lead to; undefined when there is none.
 */
export function doubtRouting(
  node: Node,
  destination: Address,
  route: Route | undefined,
): RoutingDoubt | undefined {
  const { addresses = false, routes = false, interfaces = false } = node.unknown;
  if (route?.type === "local" || isCertain(node, destination, route)) return undefined;
  const mayBeElsewhere = routes || interfaces;
  const mayBeOwn = addresses && !node.neighbours.has(destination);
  const ways: RoutingWay[] = [];
  if (route !== undefined) ways.push("as known");
  if (mayBeElsewhere) ways.push("elsewhere");
  if (mayBeOwn) ways.push("local");
  const [first, ...others] = ways;
  if (first === undefined || !(mayBeElsewhere || mayBeOwn)) return undefined;
  return {
    missing: { kind: whatIsMissing(mayBeOwn, routes), name: node.name },
    ways: [first, ...others],
  };
}

function whatIsMissing(mayBeOwn: boolean, routes: boolean): Missing["kind"] {
  if (mayBeOwn) return "addresses";
  return routes ? "routes" : "interfaces";
}

function isCertain(node: Node, destination: Address, route: Route | undefined): boolean {
  if (route?.type !== "unicast") return false;
  const isNeighbour =
    route.gateway === undefined && node.neighbours.get(destination) === route.device;
  return isOneAddress(route.destination) || isNeighbour;
}

/** Whether a neighbour has the address, or a route to this one address says that it is not the node's own. */
export function isKnownElsewhere(node: Node, destination: Address): boolean {
  if (node.neighbours.has(destination)) return true;
  const query = { destination, outInterface: undefined };
  const route = lookUpTable(stackFor(node, destination).routing, ROUTE_TABLES.main, query);
  return route !== undefined && isOneAddress(route.destination) && route.type === "unicast";
}
