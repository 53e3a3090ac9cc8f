import type { Cluster } from "../objects/cluster";
import { newPod, type Pod } from "../objects/pod";
import { freePodAddress } from "./freeAddress";
import { freePodName } from "./freeName";
import { withoutStaleSlices } from "./staleSlices";

/** Which pod is meant. */
export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

/** Adds a pod; what is not given (name, node with the fewest pods, address) is chosen. */
export function addPod(cluster: Cluster, fields: Partial<Pod> = {}): Cluster {
  const namespace = fields.namespace ?? "default";
  const nodeName = fields.nodeName ?? emptiestNode(cluster);
  const pod = newPod({
    name: freePodName(cluster, namespace, fields.labels?.app ?? "pod"),
    nodeName,
    address: fields.isHostNetwork
      ? addressOfNode(cluster, nodeName)
      : freePodAddress(cluster, nodeName),
    ...fields,
  });
  return { ...withoutStaleSlices(cluster, [pod]), pods: [...cluster.pods, pod] };
}

export function removePod(cluster: Cluster, { namespace, name }: PodName): Cluster {
  const gone = findPod(cluster, { namespace, name });
  if (gone === undefined) return cluster;
  return {
    ...withoutStaleSlices(cluster, [gone]),
    pods: cluster.pods.filter((pod) => pod !== gone),
  };
}

/** Changes fields of a pod. A pod that moves to another node gets an address there, unless one is given. */
export function updatePod(cluster: Cluster, which: PodName, changes: Partial<Pod>): Cluster {
  const before = findPod(cluster, which);
  if (before === undefined) return cluster;
  const nodeName = changes.nodeName ?? before.nodeName;
  const moves = nodeName !== before.nodeName && changes.address === undefined;
  const address = moves ? addressOn(cluster, nodeName, before) : before.address;
  const after: Pod = { ...before, address, ...changes };
  return {
    ...withoutStaleSlices(cluster, [before, after]),
    pods: cluster.pods.map((pod) => (pod === before ? after : pod)),
  };
}

export function findPod(cluster: Cluster, { namespace, name }: PodName): Pod | undefined {
  return cluster.pods.find((pod) => pod.namespace === namespace && pod.name === name);
}

/** The node with the fewest pods, the first of several; "" when there is no node. */
function emptiestNode(cluster: Cluster): string {
  const counts = new Map(cluster.nodes.map((node) => [node.name, 0]));
  for (const { nodeName } of cluster.pods) {
    const count = counts.get(nodeName);
    if (count !== undefined) counts.set(nodeName, count + 1);
  }
  const fewest = Math.min(...counts.values());
  return cluster.nodes.find((node) => counts.get(node.name) === fewest)?.name ?? "";
}

function addressOn(cluster: Cluster, nodeName: string, pod: Pod): string {
  return pod.isHostNetwork ? addressOfNode(cluster, nodeName) : freePodAddress(cluster, nodeName);
}

function addressOfNode(cluster: Cluster, nodeName: string): string {
  return cluster.nodes.find((node) => node.name === nodeName)?.address ?? "";
}
