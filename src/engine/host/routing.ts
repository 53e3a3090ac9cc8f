import type { Address } from "../net/address";
import type { Route } from "./route";
import type { RouteTable } from "./routeTable";
import { matchesRoutingRule, type RouteQuery, type RoutingRule } from "./routingRule";

/** The routing tables and rules of one node. */
export interface Routing {
  /** In the order in which they are looked at. */
  readonly rules: readonly RoutingRule[];
  /** By number. */
  readonly tables: ReadonlyMap<number, RouteTable>;
}

/** Why there is no way to a destination. */
export type RouteFailure = "no route" | "blackhole" | "unreachable" | "prohibit";

export type RouteLookup =
  | { readonly found: Route }
  | {
      readonly found: undefined;
      readonly failure: RouteFailure;
      readonly route: Route | undefined;
    };

const NO_ROUTE: RouteLookup = { found: undefined, failure: "no route", route: undefined };

/** The route for a packet. Source: Linux net/ipv4/fib_rules.c, __fib_lookup; fib_trie.c, fib_table_lookup. */
export function lookUpRoute(routing: Routing, query: RouteQuery): RouteLookup {
  for (const rule of routing.rules) {
    if (!matchesRoutingRule(rule, query)) continue;
    if ("refuse" in rule.does) {
      return { found: undefined, failure: rule.does.refuse, route: undefined };
    }
    const route = lookUpTable(routing, rule.does.look, query);
    if (route === undefined || route.type === "throw") continue;
    const result = resultOf(route);
    if (result.found === undefined || !isSuppressed(result.found, rule)) return result;
  }
  return NO_ROUTE;
}

/** A route that forbids is never passed over. Source: Linux net/ipv4/fib_rules.c, fib4_rule_suppress. */
function isSuppressed({ prefixBits }: Route, { suppressedPrefix }: RoutingRule): boolean {
  return suppressedPrefix !== undefined && prefixBits <= suppressedPrefix;
}

function resultOf(route: Route): RouteLookup {
  switch (route.type) {
    case "blackhole":
    case "unreachable":
    case "prohibit":
      return { found: undefined, failure: route.type, route };
    default:
      return { found: route };
  }
}

/** The best route of one table, whatever its type; undefined when none fits. */
export function lookUpTable(
  routing: Routing,
  table: number,
  query: Pick<RouteQuery, "destination" | "outInterface">,
): Route | undefined {
  return routing.tables.get(table)?.lookUp(query.destination, query.outInterface);
}

/** The address a packet on this route is handed to: the gateway, or the destination itself. */
export function nextHopOf(route: Route, destination: Address): Address {
  return route.gateway ?? destination;
}
