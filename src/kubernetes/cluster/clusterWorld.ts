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
    nodes: placed.map((own) => nodeSpec(cluster, own, placed, generate(own.node.name))),
    hosts: [...placed.flatMap(({ pods }) => pods.map(podHost)), ...outsideHosts(cluster)],
    conntrack: "on",
  };
}

/** A pod that has a link of its own; those on the host network are the node itself. */
interface LinkedPod {
  readonly pod: Pod;
  /** Among all hosts. */
  readonly hostName: string;
  /** The node's end. */
  readonly interfaceName: string;
}

/** A node with its pods, and the ways to them. */
interface PlacedPods {
  readonly node: Node;
  readonly pods: readonly LinkedPod[];
  /** How the other nodes reach them; written once for all of them, since many nodes have many routes. */
  readonly routesFromElsewhere: readonly string[];
}

/** Node by node, in their order, in one pass over the pods. */
function placePods(cluster: Cluster): readonly PlacedPods[] {
  const { nodes } = cluster;
  const byNode = new Map<string, LinkedPod[]>(nodes.map(({ name }) => [name, []]));
  for (const pod of cluster.pods) {
    if (pod.isHostNetwork || pod.address === "") continue;
    const hostName = podHostName(cluster, pod);
    byNode.get(pod.nodeName)?.push({ pod, hostName, interfaceName: podInterfaceName(pod) });
  }
  return nodes.map((node) => {
    const pods = byNode.get(node.name) ?? [];
    return { node, pods, routesFromElsewhere: routesTo(node, pods) };
  });
}

/** A pod whose address does not tell its node needs a route of its own, as where all nodes share one pod range. */
function routesTo({ podCIDR, address }: Node, pods: readonly LinkedPod[]): readonly string[] {
  const strays = pods.filter(({ pod }) => !containsAddress(podCIDR, pod.address));
  const range = podCIDR === "" ? [] : [podCIDR];
  return [...range, ...strays.map(({ pod }) => pod.address)].map((to) => `${to} via ${address}`);
}

function nodeSpec(
  cluster: Cluster,
  own: PlacedPods,
  placed: readonly PlacedPods[],
  rules: Ruleset,
): NodeSpec {
  const { nodePrefixBits, proxy } = cluster.settings;
  const { node, pods } = own;
  const links: readonly InterfaceSpec[] = pods.map(({ interfaceName }) => ({
    name: interfaceName,
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
    routes: routesOf(cluster, own, placed),
    sysctls: {
      "net/ipv4/ip_forward": 1,
      // kube-proxy opens 127.0.0.0/8 for node ports on localhost.
      ...(setsRouteLocalnet(proxy) ? { "net/ipv4/conf/all/route_localnet": 1 } : {}),
    },
    rules,
    ipsets: [],
  };
}

function routesOf(
  cluster: Cluster,
  own: PlacedPods,
  placed: readonly PlacedPods[],
): readonly string[] {
  const { podCIDR } = own.node;
  const [, ...moreClients] = outsideClients(cluster);
  return [
    `default via ${cluster.settings.routerAddress}`,
    ...own.pods.map(({ pod, interfaceName }) => `${pod.address} dev ${interfaceName}`),
    ...(podCIDR === "" ? [] : [`blackhole ${podCIDR}`]),
    ...placed.flatMap((other) => (other === own ? [] : other.routesFromElsewhere)),
    ...moreClients.map((client) => `${client.address} dev ${NODE_INTERFACE}`),
  ];
}

function podHost({ pod, hostName, interfaceName }: LinkedPod): HostSpec {
  return {
    name: hostName,
    network: `${pod.nodeName}/${interfaceName}`,
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
    takes: "its own",
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
