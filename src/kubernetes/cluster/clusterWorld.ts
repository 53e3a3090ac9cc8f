import type { HostSpec, InterfaceSpec, NodeSpec, Ruleset, WorldSpec } from "@/engine";
import { setsRouteLocalnet } from "../kubeProxy/routeLocalnet";
import { containsAddress } from "../objects/cidr";
import type { Client, Cluster } from "../objects/cluster";
import type { Node } from "../objects/node";
import type { Pod } from "../objects/pod";
import { podHostName } from "./hostName";
import { podInterfaceName } from "./interfaceName";

/** The segment that the nodes' eth0 and the clients' router share. */
const NODE_NETWORK = "lan";
const NODE_INTERFACE = "eth0";

/**
 * What the network plug-in makes of a cluster, Calico's way without an overlay: each pod behind a routed veth of its own,
 * nodes reach each other's pods by a route to the pod range. A pod range's addresses that no pod has go nowhere.
 * Clients are behind the router, which is the nodes' default route. Pods that have no address yet are not there.
 */
export function clusterWorld(cluster: Cluster, generate: (nodeName: string) => Ruleset): WorldSpec {
  const placed = placePods(cluster);
  return {
    nodes: cluster.nodes.map((node) => nodeSpec(cluster, node, placed, generate(node.name))),
    hosts: [
      ...placed.flatMap(({ pods }) => pods.map((pod) => podHost(cluster, pod))),
      ...outsideHosts(cluster),
    ],
    conntrack: "on",
  };
}

/** The pods of a node that have a link of their own; those on the host network are the node itself. */
interface PlacedPods {
  readonly node: Node;
  readonly pods: readonly Pod[];
  /** Those of them whose address does not tell their node: they need a route each, as where all nodes share one pod range. */
  readonly strays: readonly Pod[];
}

/** Node by node, in their order, in one pass over the pods. */
function placePods({ nodes, pods }: Cluster): readonly PlacedPods[] {
  const byNode = new Map<string, Pod[]>(nodes.map(({ name }) => [name, []]));
  for (const pod of pods)
    if (!pod.isHostNetwork && pod.address !== "") byNode.get(pod.nodeName)?.push(pod);
  return nodes.map((node) => {
    const own = byNode.get(node.name) ?? [];
    const strays = own.filter(({ address }) => !containsAddress(node.podCIDR, address));
    return { node, pods: own, strays };
  });
}

function nodeSpec(
  cluster: Cluster,
  node: Node,
  placed: readonly PlacedPods[],
  rules: Ruleset,
): NodeSpec {
  const pods = placed.find((one) => one.node === node)?.pods ?? [];
  const { nodePrefixBits, proxy } = cluster.settings;
  const links: readonly InterfaceSpec[] = pods.map((pod) => ({
    name: podInterfaceName(pod),
    addresses: [],
  }));
  return {
    name: node.name,
    interfaces: [
      {
        name: NODE_INTERFACE,
        addresses: [`${node.address}/${nodePrefixBits}`],
        network: NODE_NETWORK,
      },
      ...links,
    ],
    routes: routesOf(cluster, node, placed),
    sysctls: {
      "net/ipv4/ip_forward": 1,
      // kube-proxy opens 127.0.0.0/8 for node ports on localhost.
      ...(setsRouteLocalnet(proxy) ? { "net/ipv4/conf/all/route_localnet": 1 } : {}),
    },
    rules,
    ipsets: [],
  };
}

function routesOf(cluster: Cluster, node: Node, placed: readonly PlacedPods[]): readonly string[] {
  const own = placed.find((one) => one.node === node)?.pods ?? [];
  const others = placed.filter((other) => other.node !== node);
  const [, ...moreClients] = outsideClients(cluster);
  return [
    `default via ${cluster.settings.routerAddress}`,
    ...own.map((pod) => `${pod.address} dev ${podInterfaceName(pod)}`),
    ...(node.podCIDR === "" ? [] : [`blackhole ${node.podCIDR}`]),
    ...others.flatMap((other) =>
      other.node.podCIDR === "" ? [] : [`${other.node.podCIDR} via ${other.node.address}`],
    ),
    ...others.flatMap((other) =>
      other.strays.map((pod) => `${pod.address} via ${other.node.address}`),
    ),
    ...moreClients.map((client) => `${client.address} dev ${NODE_INTERFACE}`),
  ];
}

function podHost(cluster: Cluster, pod: Pod): HostSpec {
  return {
    name: podHostName(cluster, pod),
    network: `${pod.nodeName}/${podInterfaceName(pod)}`,
    addresses: [pod.address],
    gateway: pod.nodeName,
  };
}

const ROUTER_NAME = "router";

/**
 * The first client outside stands for the router too, since a host takes whatever comes by its addresses. Others get a
 * route of their own. Without any client the router stands alone.
 */
function outsideHosts(cluster: Cluster): readonly HostSpec[] {
  const router = cluster.settings.routerAddress;
  const [first, ...others] = outsideClients(cluster);
  const neighbours = cluster.clients.filter((client) => isOnNodeNetwork(cluster, client));
  const host = (name: string, addresses: readonly string[]): HostSpec => ({
    name,
    network: NODE_NETWORK,
    addresses,
    ...gateway(cluster),
  });
  return [
    first === undefined ? host(ROUTER_NAME, [router]) : host(first.name, [first.address, router]),
    ...[...others, ...neighbours].map((client) => host(client.name, [client.address])),
  ];
}

function outsideClients(cluster: Cluster): readonly Client[] {
  return cluster.clients.filter((client) => !isOnNodeNetwork(cluster, client));
}

function isOnNodeNetwork(cluster: Cluster, client: Client): boolean {
  const { routerAddress, nodePrefixBits } = cluster.settings;
  return containsAddress(`${routerAddress}/${nodePrefixBits}`, client.address);
}

/** What is not on the nodes' network goes to the first node, as a load balancer without opinion would send it. */
function gateway({ nodes }: Cluster): { readonly gateway?: string } {
  const [first] = nodes;
  return first === undefined ? {} : { gateway: first.name };
}
