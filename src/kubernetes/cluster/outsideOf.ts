import { type HostSpec, parseMaskedAddress, printAddress } from "@/engine";
import { familyOf } from "../objects/addressFamily";
import { containsAddress } from "../objects/cidr";
import type { Client, Cluster } from "../objects/cluster";
import { addressesOf } from "./addressesOf";
import { IPV6_LINK_BITS, NODE_NETWORK } from "./nodeNetwork";

/** Who is outside of the nodes, and how they are reached. */
export interface Outside {
  readonly hosts: readonly HostSpec[];
  /** The router's addresses, one for each family: where the nodes' default routes lead. */
  readonly routers: readonly string[];
  /** Addresses of clients that are reached over eth0 without the router's help. */
  readonly beyond: readonly string[];
}

const ROUTER_NAME = "router";

/**
 * The first client outside stands for the router too: what is handed to it for others leaves the world. Others get a route
 * of their own. Without any client the router stands alone. Where nodes have IPv6, the router and the clients have it.
 */
export function outsideOf(cluster: Cluster): Outside {
  const routerIpv6 = routerInIpv6(cluster);
  const routers = [cluster.settings.routerAddress, ...routerIpv6];
  const addresses = (client: Client) => [
    client.address,
    ...routerIpv6.map(() => clientInIpv6(cluster, client)),
  ];
  const beyond = cluster.clients.filter((client) => !isOnNodeNetwork(cluster, client));
  const neighbours = cluster.clients.filter((client) => isOnNodeNetwork(cluster, client));
  const host = (name: string, own: readonly string[]): HostSpec => ({
    name,
    network: NODE_NETWORK,
    addresses: own,
    takes: "its own",
    ...gateway(cluster),
  });
  const [first, ...others] = beyond;
  return {
    hosts: [
      first === undefined
        ? host(ROUTER_NAME, routers)
        : host(first.name, [...addresses(first), ...routers]),
      ...[...others, ...neighbours].map((client) => host(client.name, addresses(client))),
    ],
    routers,
    beyond: [
      ...others.flatMap(addresses),
      ...neighbours.flatMap((client) => addresses(client).filter(isIpv6)),
    ],
  };
}

function isIpv6(address: string): boolean {
  return familyOf(address) === "IPv6";
}

/** The first address of the nodes' link, or another when a node has that; none where no node has IPv6. */
function routerInIpv6({ nodes }: Cluster): readonly string[] {
  const taken = nodes.flatMap(addressesOf).filter(isIpv6);
  const [first] = taken;
  const link = first && parseMaskedAddress(`${first}/${IPV6_LINK_BITS}`, "IPv6");
  if (!link) return [];
  // The lower half of the address is zero, and printed as "::".
  const prefix = printAddress(link.address);
  return [taken.includes(`${prefix}1`) ? `${prefix}ffff` : `${prefix}1`];
}

/** Set aside for documentation, so that it is nobody's: 2001:db8::7 and on. Source: RFC 3849. */
function clientInIpv6({ clients }: Cluster, client: Client): string {
  return `2001:db8::${(clients.indexOf(client) + FIRST_CLIENT).toString(16)}`;
}

const FIRST_CLIENT = 7;

function isOnNodeNetwork(cluster: Cluster, client: Client): boolean {
  const { routerAddress, nodePrefixBits } = cluster.settings;
  return containsAddress(`${routerAddress}/${nodePrefixBits}`, client.address);
}

/** What is not on the nodes' network goes to the first node, as a load balancer without opinion would send it. */
function gateway({ nodes }: Cluster): { readonly gateway?: string } {
  const [first] = nodes;
  return first === undefined ? {} : { gateway: first.name };
}
