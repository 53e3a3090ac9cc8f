import { isOnLink } from "../host/networkInterface";
import { callsIptablesForBridges } from "../host/sysctls";
import { type Address, familyOf } from "../net/address";
import type { Link } from "./link";
import type { Plug, World } from "./world";

/** A way between two ports of a node's bridge. */
export interface BridgedLink extends Link {
  readonly node: string;
  readonly bridge: string;
}

/**
 * The way from a host to a neighbour on the same bridge, where the node's rules, connections and routes take no part in it: the
 * bridge passes frames on by itself, and iptables is not asked (`bridge-nf-call-iptables` is 0). undefined for any other way.
 * Source: Linux net/bridge/br_netfilter_hooks.c, br_nf_pre_routing.
 */
export function bridgedLink(
  { hosts, networks, nodes }: World,
  from: string,
  destination: Address,
): BridgedLink | undefined {
  const network = hosts.get(from)?.network ?? "";
  const plugs = networks.get(network) ?? [];
  const neighbour = plugs.find(
    (plug) => isOfHost(plug) && plug.owner !== from && plug.addresses.includes(destination),
  );
  if (neighbour === undefined) return undefined;
  for (const plug of plugs) {
    const node = nodes.get(plug.owner);
    const port = node?.interfaces.find(({ name }) => name === plug.interface);
    if (node === undefined || port?.isBridge !== true) continue;
    if (callsIptablesForBridges(node.sysctls, familyOf(destination))) continue;
    if (!port.addresses.some((own) => isOnLink(destination, own))) continue;
    const ends = { from, to: neighbour.owner, fromInterface: undefined, toInterface: undefined };
    return { ...ends, network, node: node.name, bridge: port.name };
  }
  return undefined;
}

function isOfHost(plug: Plug): boolean {
  return plug.interface === undefined;
}
