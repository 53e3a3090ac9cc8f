import { parseIpsets } from "../host/ipset";
import type { InterfaceAddress, NetworkInterface } from "../host/networkInterface";
import { isOnLink } from "../host/networkInterface";
import type { Node } from "../host/node";
import {
  completeRoute,
  networkOf,
  parseRoute,
  ROUTE_TABLES,
  type Route,
  type WrittenRoute,
} from "../host/route";
import { lookUpTable, sortRoutes } from "../host/routing";
import { addRoutingRule, DEFAULT_ROUTING_RULES, type RoutingRule } from "../host/routingRule";
import { normaliseSysctls } from "../host/sysctls";
import { type Ipv4, parseIpv4 } from "../net/ipv4";
import { prefixMask } from "../net/prefix";
import { asksForConntrack } from "./asksForConntrack";
import type { InterfaceSpec, NodeSpec } from "./worldSpec";

/** Something in a WorldSpec that cannot be used as it stands. */
export interface WorldProblem {
  /** Kebab-case: `bad-address`, `bad-route` … */
  readonly code: string;
  /** The node or host. */
  readonly host: string;
  /** The offending text, as written. */
  readonly text: string;
  /** One sentence: what was read, why that is not right, and what would be. */
  readonly why: string;
}

type Tell = (code: string, text: string, why: string) => void;

/** Checks a node's spec. What cannot be used is left out and told; the rest stands. */
export function buildNode(
  spec: NodeSpec,
  conntrack: "on" | "auto",
): { readonly node: Node; readonly problems: readonly WorldProblem[] } {
  const problems: WorldProblem[] = [];
  const tell: Tell = (code, text, why) => {
    problems.push({ code, host: spec.name, text, why });
  };
  const interfaces = buildInterfaces(spec, tell);
  const fromAddresses = interfaces.flatMap(routesOfAddresses);
  const written = spec.routes.flatMap((text) => readRoute(text, tell));
  const tables = buildTables(interfaces, fromAddresses, written, tell);
  const rules = buildRules(spec.routingRules ?? [], tell);
  const { ipsets, problems: ipsetProblems } = parseIpsets(spec.ipsets);
  for (const { line, why } of ipsetProblems) tell("bad-ipset", line, why);
  const node: Node = {
    name: spec.name,
    interfaces,
    routing: { rules, tables },
    hasCustomRouting:
      rules.length !== DEFAULT_ROUTING_RULES.length ||
      written.some(({ route }) => route.type === "local"),
    sysctls: normaliseSysctls(spec.sysctls),
    ruleset: spec.rules,
    ipsets,
    tracks: conntrack === "on" || asksForConntrack(spec.rules),
    unknown: spec.unknown ?? {},
    neighbours: new Map(),
  };
  return { node, problems };
}

const LOCALHOST: InterfaceAddress = {
  address: 0x7f000001 as Ipv4,
  prefixBits: 8,
  mask: prefixMask(8),
  isSecondary: false,
  scope: "host",
};

/**
 * `lo` is there before all others, and with 127.0.0.1, wherever the spec names it and whatever addresses it adds.
 * Source: Linux drivers/net/loopback.c, net/core/dev.c (its index is always 1).
 */
function buildInterfaces(spec: NodeSpec, tell: Tell): readonly NetworkInterface[] {
  const written = spec.interfaces.filter(({ name }) => name === "lo");
  const texts = written.flatMap(({ addresses }) => addresses);
  const loopback = {
    name: "lo",
    network: undefined,
    addresses: readAddresses(texts, [LOCALHOST], tell),
  };
  const others = spec.interfaces.filter(({ name }) => name !== "lo");
  return [loopback, ...others.map((one) => buildInterface(spec, one, tell))];
}

function buildInterface(node: NodeSpec, spec: InterfaceSpec, tell: Tell): NetworkInterface {
  const { name, network = `${node.name}/${name}` } = spec;
  return { name, network, addresses: readAddresses(spec.addresses, [], tell) };
}

/** The addresses as they are added one after the other. One that is already there is not added again. */
function readAddresses(
  texts: readonly string[],
  first: readonly InterfaceAddress[],
  tell: Tell,
): readonly InterfaceAddress[] {
  const addresses = [...first];
  for (const text of texts) {
    const address = parseInterfaceAddress(text);
    if (address === undefined) {
      tell(
        "bad-address",
        text,
        `"${text}" is not an address with its prefix length; 10.0.0.10/24 would be.`,
      );
      continue;
    }
    const { address: added, mask } = address;
    if (addresses.some((one) => one.address === added && one.mask === mask)) continue;
    const isSecondary = addresses.some(
      (earlier) => earlier.mask === address.mask && isOnLink(address.address, earlier),
    );
    addresses.push({ ...address, isSecondary });
  }
  return addresses;
}

function parseInterfaceAddress(text: string): InterfaceAddress | undefined {
  const [written = "", bitsText = "32", ...rest] = text.split("/");
  const address = parseIpv4(written);
  const bits = /^\d{1,2}$/.test(bitsText) ? Number(bitsText) : 33;
  if (address === undefined || bits > 32 || rest.length > 0) return undefined;
  const scope = address >>> 24 === 127 ? "host" : "global";
  return { address, prefixBits: bits, mask: prefixMask(bits), isSecondary: false, scope };
}

/**
 * The routes that an address brings: itself and its broadcast in the local table, its network in the main one.
 * Source: Linux net/ipv4/fib_frontend.c, fib_add_ifaddr.
 */
function routesOfAddresses({ name, addresses }: NetworkInterface): readonly Route[] {
  const isLoopback = name === "lo";
  return addresses.flatMap(({ address, prefixBits: bits, isSecondary, mask }) => {
    const primary = addresses.find((one) => one.mask === mask && isOnLink(address, one));
    const base = { gateway: undefined, device: name, metric: 0, isOnLink: false };
    const host = { address, mask: prefixMask(32) };
    const local: WrittenRoute = {
      ...base,
      destination: host,
      type: "local",
      source: primary?.address,
      table: ROUTE_TABLES.local,
      scope: "host",
    };
    const routes: WrittenRoute[] = [local];
    const network = networkOf(address, bits);
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
      const last = ((network.address | ~mask) >>> 0) as Ipv4;
      const destination = { address: last, mask: prefixMask(32) };
      routes.push({ ...local, destination, type: "broadcast", scope: "link" });
    }
    return routes.map((route) => completeRoute(route, name));
  });
}

interface NamedRoute {
  readonly text: string;
  readonly route: WrittenRoute;
}

function readRoute(text: string, tell: Tell): readonly NamedRoute[] {
  const parsed = parseRoute(text);
  if (parsed.ok) return [{ text, route: parsed.route }];
  tell("bad-route", text, parsed.why);
  return [];
}

/** Adds the written routes one after the other, as `ip route add` would: a gateway has to be on a link by then. */
function buildTables(
  interfaces: readonly NetworkInterface[],
  fromAddresses: readonly Route[],
  written: readonly NamedRoute[],
  tell: Tell,
): ReadonlyMap<number, readonly Route[]> {
  const tables = new Map<number, readonly Route[]>();
  const add = (route: Route) => {
    tables.set(route.table, sortRoutes([...(tables.get(route.table) ?? []), route]));
  };
  for (const route of fromAddresses) add(route);
  for (const { text, route } of written) {
    const device = route.device ?? deviceOf(route, tables);
    const isKnown = interfaces.some(({ name }) => name === device);
    if (needsDevice(route) && !isKnown) tell("bad-route", text, whyNoDevice(route));
    else if (isThere(tables, route)) tell("bad-route", text, "The same route is already there.");
    else add(completeRoute(route, device));
  }
  return tables;
}

function deviceOf(
  { gateway, type }: WrittenRoute,
  tables: ReadonlyMap<number, readonly Route[]>,
): string | undefined {
  if (type === "local") return "lo";
  if (gateway === undefined) return undefined;
  const routing = { rules: [], tables };
  const query = { destination: gateway, outInterface: undefined };
  return lookUpTable(routing, ROUTE_TABLES.main, query)?.device;
}

function needsDevice({ type }: WrittenRoute): boolean {
  return type === "unicast" || type === "local" || type === "broadcast";
}

function whyNoDevice({ device, gateway }: WrittenRoute): string {
  if (device !== undefined) return `The node has no interface ${device}; name one that it has.`;
  return gateway === undefined
    ? `It says neither "via" nor "dev"; one of them is needed.`
    : "Its gateway is in no network of the node; name the device, or a gateway in one of its networks.";
}

function isThere(tables: ReadonlyMap<number, readonly Route[]>, route: WrittenRoute): boolean {
  const { address, mask } = route.destination;
  return (tables.get(route.table) ?? []).some(
    (other) =>
      other.destination.address === address &&
      other.destination.mask === mask &&
      other.metric === route.metric,
  );
}

function buildRules(texts: readonly string[], tell: Tell): readonly RoutingRule[] {
  let rules = DEFAULT_ROUTING_RULES;
  for (const text of texts) {
    const added = addRoutingRule(rules, text);
    if (added.ok) rules = added.rules;
    else tell("bad-routing-rule", text, added.why);
  }
  return rules;
}
