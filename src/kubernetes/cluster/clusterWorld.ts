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
  const podsByNode = new Map(
    cluster.nodes.map((node) => [node.name, connectedPods(cluster, node)]),
  );
  return {
    nodes: cluster.nodes.map((node) =>
      nodeSpec(cluster, { node, pods: podsByNode.get(node.name) ?? [] }, generate(node.name)),
    ),
    hosts: [
      ...cluster.nodes.flatMap((node) =>
        (podsByNode.get(node.name) ?? []).map((pod) => podHost(cluster, pod)),
      ),
      ...outsideHosts(cluster),
    ],
    conntrack: "on",
  };
}

/** Pods with a link of their own; those on the host network are the node itself. */
function connectedPods(cluster: Cluster, node: Node): readonly Pod[] {
  return cluster.pods.filter(
    (pod) => pod.nodeName === node.name && !pod.isHostNetwork && pod.address !== "",
  );
}

function nodeSpec(
  cluster: Cluster,
  { node, pods }: { readonly node: Node; readonly pods: readonly Pod[] },
  rules: Ruleset,
): NodeSpec {
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
    routes: routesOf(cluster, node, pods),
    sysctls: {
      "net/ipv4/ip_forward": 1,
      // kube-proxy opens 127.0.0.0/8 for node ports on localhost.
      ...(setsRouteLocalnet(proxy) ? { "net/ipv4/conf/all/route_localnet": 1 } : {}),
    },
    rules,
    ipsets: [],
  };
}

function routesOf(cluster: Cluster, node: Node, pods: readonly Pod[]): readonly string[] {
  const others = cluster.nodes.filter((other) => other !== node && other.podCIDR !== "");
  const [, ...moreClients] = outsideClients(cluster);
  return [
    `default via ${cluster.settings.routerAddress}`,
    ...pods.map((pod) => `${pod.address} dev ${podInterfaceName(pod)}`),
    ...(node.podCIDR === "" ? [] : [`blackhole ${node.podCIDR}`]),
    ...others.map((other) => `${other.podCIDR} via ${other.address}`),
    ...straysElsewhere(cluster, node),
    ...moreClients.map((client) => `${client.address} dev ${NODE_INTERFACE}`),
  ];
}

/** Pods whose address does not tell their node need a route each, as where all nodes share one pod range. */
function straysElsewhere(cluster: Cluster, node: Node): readonly string[] {
  return cluster.nodes
    .filter((other) => other !== node)
    .flatMap((other) =>
      connectedPods(cluster, other)
        .filter((pod) => !containsAddress(other.podCIDR, pod.address))
        .map((pod) => `${pod.address} via ${other.address}`),
    );
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
