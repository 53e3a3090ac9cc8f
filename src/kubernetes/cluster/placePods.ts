import { familyOf } from "../objects/addressFamily";
import { containsAddress } from "../objects/cidr";
import type { Cluster } from "../objects/cluster";
import type { Node } from "../objects/node";
import type { Pod } from "../objects/pod";
import { addressesOf } from "./addressesOf";
import { podHostName } from "./hostName";
import { podInterfaceName } from "./interfaceName";

/** A pod that has a link of its own; those on the host network are the node itself. */
export interface LinkedPod {
  readonly pod: Pod;
  /** Among all hosts. */
  readonly hostName: string;
  /** The node's end. */
  readonly interfaceName: string;
}

/** A node with its pods, and the ways to them. */
export interface PlacedPods {
  readonly node: Node;
  readonly pods: readonly LinkedPod[];
  /** How the other nodes reach them; written once for all of them, since many nodes have many routes. */
  readonly routesFromElsewhere: readonly string[];
}

/** Node by node, in their order, in one pass over the pods. */
export function placePods(cluster: Cluster): readonly PlacedPods[] {
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
function routesTo(node: Node, pods: readonly LinkedPod[]): readonly string[] {
  const ranges = podRangesOf(node);
  const addresses = pods.flatMap(({ pod }) => addressesOf(pod));
  const strays = addresses.filter((one) => !ranges.some((range) => containsAddress(range, one)));
  return [...ranges, ...strays].flatMap((to) => {
    const gateway = addressesOf(node).find((own) => familyOf(own) === familyOf(to));
    return gateway === undefined ? [] : [`${to} via ${gateway}`];
  });
}

/** Where the pods of a node have their addresses from, in each family. */
export function podRangesOf({ podCIDR, otherPodCIDRs }: Node): readonly string[] {
  return [podCIDR, ...otherPodCIDRs].filter((range) => range !== "");
}
