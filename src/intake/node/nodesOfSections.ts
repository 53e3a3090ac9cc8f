import type { HostSpec, InterfaceSpec } from "@/engine";
import type { CollectedNode, ReadRouting } from "./collectedNode";
import { hostsAround } from "./hostsAround";
import { interfacesOf, outerInterface } from "./nodeInterfaces";
import type { NodeReading } from "./readNode";
import { shareSegments } from "./shareSegments";
import type { RulesFacts, ToldNode } from "./toldNode";
import { tunnelRoutes } from "./tunnelRoutes";

export interface CollectedWorld {
  readonly nodes: readonly CollectedNode[];
  readonly hosts: readonly HostSpec[];
  /** What was put there without anything saying so, as sentences. */
  readonly assumed: readonly string[];
}

/**
 * The hosts that several machines' outputs describe. Interfaces that lead outside and are in one network share a segment; pods
 * stand behind the interfaces that routes and bridges name, other machines where routes lead to, and a client behind the default
 * route of the first. `names` are what kubectl calls addresses.
 */
export function nodesOfSections(
  told: readonly ToldNode[],
  names: ReadonlyMap<string, string>,
): CollectedWorld {
  const segments = shareSegments(told);
  const { nodes, assumed: ofTunnels } = tunnelRoutes(
    told.map((node) => collectedNode(node, segments(node))),
  );
  const { hosts, assumed } = hostsAround(told, nodes, names);
  return { nodes, hosts, assumed: [...nodes.flatMap(assumedRoutes), ...ofTunnels, ...assumed] };

  function assumedRoutes({ name, routes }: CollectedNode, at: number): readonly string[] {
    if (told[at]?.reading.routes !== undefined) return [];
    return [`${name}: no ip route was there, so the route "${routes.join('", "')}" is assumed.`];
  }
}

function collectedNode(
  { name, reading, rulesText, rulesTextOfOtherFamily, rules }: ToldNode,
  segmentOf: (interfaceName: string) => string | undefined,
): CollectedNode {
  const { sysctls, ipsets, connections, routingRules } = reading;
  const interfaces = interfacesOf(reading, rules).map(
    (port): InterfaceSpec => ({ ...port, network: segmentOf(port.name) }),
  );
  return {
    name,
    rulesText,
    ...(rulesTextOfOtherFamily === undefined ? {} : { rulesTextOfOtherFamily }),
    interfaces,
    routes: routesOf(reading, rules),
    ...(routingRules === undefined ? {} : { routingRules: routingRules.rules }),
    sysctls: sysctls ?? { "net/ipv4/ip_forward": 1, "net/ipv6/conf/all/forwarding": 1 },
    ipsets: ipsets?.lines ?? [],
    ...(connections === undefined ? {} : { connections }),
    unknown: { ...unknownOf(reading), ...(OTHER_RULES.test(rulesText) ? { rules: true } : {}) },
    ...readRoutingOf(reading),
  };
}

/** What of the routing was read whole, where that is not all that would have to be known of it. */
function readRoutingOf(reading: NodeReading): Pick<CollectedNode, "readRouting"> {
  const { routes, routingRules } = reading;
  const read: ReadRouting = {
    ...(routes?.isWhole === true ? { routes: routes.tables } : {}),
    ...(routingRules?.isWhole === true ? { rules: true } : {}),
  };
  const isOfUse = Object.keys(read).length > 0 && unknownOf(reading).routes === true;
  return isOfUse ? { readRouting: read } : {};
}

/** What was written above the rules where the other back end of iptables holds some too. */
const OTHER_RULES = /^# ip6?tables\S* holds \d.*, which are not here$/m;

function routesOf(reading: NodeReading, rules: RulesFacts): readonly string[] {
  const { routes, links } = reading;
  if (routes === undefined) {
    return [`${rules.isIpv6 ? "-6 " : ""}default dev ${outerInterface(reading, rules)}`];
  }
  // Where addresses are known the engine makes the routes that they bring itself.
  const isKnown = links !== undefined && reading.showsAddresses;
  return isKnown ? routes.routes : [...routes.routesOfAddresses, ...routes.routes];
}

/** Routes are known when both the tables and the rules that lead to them are. */
function unknownOf(reading: NodeReading): CollectedNode["unknown"] {
  const { links, showsAddresses, ipsets, routes, routingRules } = reading;
  const asksOthers = (routingRules?.rules ?? []).some((rule) => rule.includes(" table "));
  const knowsRoutes =
    routes?.isWhole === true &&
    routingRules?.isWhole === true &&
    (routes.tables === "all" || !asksOthers);
  return {
    addresses: !showsAddresses,
    interfaces: links === undefined,
    routes: !knowsRoutes,
    ipsets: ipsets === undefined || ipsets.withoutMembers.length > 0,
    programs: true,
  };
}
