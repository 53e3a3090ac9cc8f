import type { HostSpec, InterfaceSpec, NodeSpec, Ruleset, WorldSpec } from "@/engine";
import { setsRouteLocalnet } from "../kubeProxy/routeLocalnet";
import { type AddressFamily, familyOf } from "../objects/addressFamily";
import type { Cluster } from "../objects/cluster";
import { addressesOf } from "./addressesOf";
import { IPV6_LINK_BITS, NODE_INTERFACE, NODE_NETWORK } from "./nodeNetwork";
import { type Outside, outsideOf } from "./outsideOf";
import { type LinkedPod, type PlacedPods, placePods, podRangesOf } from "./placePods";

/**
 * What the network plug-in makes of a cluster, Calico's way without an overlay: each pod behind a routed veth of its own,
 * nodes reach each other's pods by a route to the pod range. A pod range's addresses that no pod has go nowhere.
 * Clients are behind the router, which is the nodes' default route. Pods that have no address yet are not there.
 * What has addresses of both families is reached in both.
 */
export function clusterWorld(
  cluster: Cluster,
  generate: (nodeName: string, family: AddressFamily) => Ruleset,
): WorldSpec {
  const placed = placePods(cluster);
  const outside = outsideOf(cluster);
  return {
    nodes: placed.map((own) => nodeSpec({ cluster, outside, placed }, own, generate)),
    hosts: [...placed.flatMap(({ pods }) => pods.map(podHost)), ...outside.hosts],
    conntrack: "on",
  };
}

/** Whom a node has around it. */
interface Surroundings {
  readonly cluster: Cluster;
  readonly outside: Outside;
  readonly placed: readonly PlacedPods[];
}

function nodeSpec(
  around: Surroundings,
  own: PlacedPods,
  generate: (nodeName: string, family: AddressFamily) => Ruleset,
): NodeSpec {
  const { nodePrefixBits, proxy } = around.cluster.settings;
  const { node, pods } = own;
  const links: readonly InterfaceSpec[] = pods.map(({ interfaceName }) => ({
    name: interfaceName,
    addresses: [],
  }));
  const addresses = addressesOf(node).map((address) =>
    familyOf(address) === "IPv6" ? `${address}/${IPV6_LINK_BITS}` : `${address}/${nodePrefixBits}`,
  );
  const hasIpv6 = addressesOf(node).some(isIpv6);
  const other = proxy.ipFamily === "IPv4" ? "IPv6" : "IPv4";
  const hasOther = addressesOf(node).some((address) => familyOf(address) === other);
  return {
    name: node.name,
    interfaces: [{ name: NODE_INTERFACE, addresses, network: NODE_NETWORK }, ...links],
    routes: routesOf(around, own),
    sysctls: {
      "net/ipv4/ip_forward": 1,
      ...(hasIpv6 ? { "net/ipv6/conf/all/forwarding": 1 } : {}),
      // kube-proxy opens 127.0.0.0/8 for node ports on localhost.
      ...(setsRouteLocalnet(proxy) ? { "net/ipv4/conf/all/route_localnet": 1 } : {}),
    },
    rules: generate(node.name, proxy.ipFamily),
    ...(hasOther ? { rulesOfOtherFamily: generate(node.name, other) } : {}),
    ipsets: [],
  };
}

function isIpv6(address: string): boolean {
  return familyOf(address) === "IPv6";
}

function routesOf({ outside, placed }: Surroundings, own: PlacedPods): readonly string[] {
  const isReached = (address: string) => addressesOf(own.node).some(isLike(address));
  return [
    ...outside.routers.filter(isReached).map((router) => `default via ${router}`),
    ...own.pods.flatMap(({ pod, interfaceName }) =>
      addressesOf(pod).map((address) => `${address} dev ${interfaceName}`),
    ),
    ...podRangesOf(own.node).map((range) => `blackhole ${range}`),
    ...placed.flatMap((other) => (other === own ? [] : other.routesFromElsewhere)),
    ...outside.beyond.map((address) => `${address} dev ${NODE_INTERFACE}`),
  ];
}

function isLike(address: string): (other: string) => boolean {
  return (other) => familyOf(other) === familyOf(address);
}

function podHost({ pod, hostName, interfaceName }: LinkedPod): HostSpec {
  return {
    name: hostName,
    network: `${pod.nodeName}/${interfaceName}`,
    addresses: addressesOf(pod),
    gateway: pod.nodeName,
  };
}
