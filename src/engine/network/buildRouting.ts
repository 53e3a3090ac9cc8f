import type { NetworkInterface } from "../host/networkInterface";
import { ROUTE_TABLES, type Route, type WrittenRoute } from "../host/route";
import type { RouteReader } from "../host/routeReader";
import { RouteTableBuilder } from "../host/routeTable";
import { lookUpTable, type Routing } from "../host/routing";
import { addRoutingRule, DEFAULT_ROUTING_RULES, familyOfRoutingRule } from "../host/routingRule";
import { familyOf } from "../net/address";
import type { Family } from "../net/family";
import type { TellProblem } from "./buildInterfaces";
import { routesOfAddresses } from "./routesOfAddresses";
import type { NodeSpec } from "./worldSpec";

/** The routing of one family as a spec describes it. */
export interface BuiltRouting {
  readonly routing: Routing;
  readonly hasCustomRouting: boolean;
}

/** What the routing of a node is built with. */
export interface RoutingParts {
  readonly interfaces: readonly NetworkInterface[];
  readonly reader: RouteReader;
}

interface NamedRoute {
  readonly text: string;
  readonly route: WrittenRoute;
}

/** Reads routes and routing rules, and gives each family its own. */
export function buildRouting(
  spec: NodeSpec,
  { interfaces, reader }: RoutingParts,
  tell: TellProblem,
): Readonly<Record<Family, BuiltRouting>> {
  const written: Record<Family, NamedRoute[]> = { IPv4: [], IPv6: [] };
  for (const text of spec.routes) {
    const read = reader.read(text);
    if (read.route === undefined) tell("bad-route", text, read.why);
    else written[read.family].push(read);
  }
  const ofAddresses = interfaces.flatMap(routesOfAddresses);
  const build = (family: Family): BuiltRouting => {
    const own = written[family];
    const fromAddresses = ofAddresses.filter(
      ({ destination }) => familyOf(destination.address) === family,
    );
    const tables = new TableBuilder(interfaces, reader, tell);
    for (const route of fromAddresses) tables.add(route);
    for (const route of own) tables.addWritten(route);
    const rules = buildRules(spec.routingRules ?? [], family, tell);
    const hasCustomRouting =
      rules.length !== DEFAULT_ROUTING_RULES[family].length ||
      own.some(({ route }) => route.type === "local");
    return { routing: { rules, tables: tables.tables }, hasCustomRouting };
  };
  return { IPv4: build("IPv4"), IPv6: build("IPv6") };
}

/** Adds routes one after the other, as `ip route add` would: a gateway has to be on a link by then. */
class TableBuilder {
  readonly tables = new Map<number, RouteTableBuilder>();
  private readonly devices: ReadonlySet<string>;
  private readonly reader: RouteReader;
  private readonly tell: TellProblem;

  constructor(interfaces: readonly NetworkInterface[], reader: RouteReader, tell: TellProblem) {
    this.devices = new Set(interfaces.map(({ name }) => name));
    this.reader = reader;
    this.tell = tell;
  }

  add(route: Route): void {
    const table = this.tables.get(route.table) ?? new RouteTableBuilder();
    table.add(route);
    this.tables.set(route.table, table);
  }

  addWritten({ text, route }: NamedRoute): void {
    const device = route.device ?? this.deviceOf(route);
    const devices = [device, ...(route.otherHops ?? []).map((hop) => hop.device)];
    const isKnown = devices.every((one) => one !== undefined && this.devices.has(one));
    if (needsDevice(route) && !isKnown) this.tell("bad-route", text, whyNoDevice(route));
    else if (this.isThere(route)) {
      this.tell("bad-route", text, "The same route is already there.");
    } else this.add(this.reader.complete(route, device));
  }

  private deviceOf({ gateway, type }: WrittenRoute): string | undefined {
    if (type === "local") return "lo";
    if (gateway === undefined) return undefined;
    const routing = { rules: [], tables: this.tables };
    const query = { destination: gateway, outInterface: undefined };
    return lookUpTable(routing, ROUTE_TABLES.main, query)?.device;
  }

  private isThere({ destination, table, metric }: WrittenRoute): boolean {
    return this.tables.get(table)?.has(destination, metric) ?? false;
  }
}

function needsDevice({ type }: WrittenRoute): boolean {
  return type === "unicast" || type === "local" || type === "broadcast" || type === "multicast";
}

function whyNoDevice({ device, gateway }: WrittenRoute): string {
  if (device !== undefined) return `The node has no interface ${device}; name one that it has.`;
  return gateway === undefined
    ? `It says neither "via" nor "dev"; one of them is needed.`
    : "Its gateway is in no network of the node; name the device, or a gateway in one of its networks.";
}

function buildRules(texts: readonly string[], family: Family, tell: TellProblem) {
  let rules = DEFAULT_ROUTING_RULES[family];
  for (const text of texts) {
    if (familyOfRoutingRule(text) !== family) continue;
    const added = addRoutingRule(rules, text);
    if (added.ok) rules = added.rules;
    else tell("bad-routing-rule", text, added.why);
  }
  return rules;
}
