import type { Cluster } from "../objects/cluster";
import { type Node, newNode } from "../objects/node";
import { freeNodeAddress, freePodAddress, freePodCIDR } from "./freeAddress";
import { withoutStaleSlices } from "./staleSlices";

const NODE_LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Adds a node; what is not given (name `node-d`, address, pod range) is the next that is free. */
export function addNode(cluster: Cluster, fields: Partial<Node> = {}): Cluster {
  const node = newNode({
    name: freeNodeName(cluster),
    address: freeNodeAddress(cluster),
    podCIDR: freePodCIDR(cluster),
    ...fields,
  });
  return { ...cluster, nodes: [...cluster.nodes, node] };
}

/** Removes a node and the pods on it, as if the machine were gone for good. */
export function removeNode(cluster: Cluster, name: string): Cluster {
  const gone = cluster.pods.filter((pod) => pod.nodeName === name);
  return {
    ...withoutStaleSlices(cluster, gone),
    nodes: cluster.nodes.filter((node) => node.name !== name),
    pods: cluster.pods.filter((pod) => pod.nodeName !== name),
  };
}

/** Gives a node another name; its pods and endpoints go with it. */
export function renameNode(cluster: Cluster, name: string, newName: string): Cluster {
  return updateNode(cluster, name, { name: newName });
}

/** Changes fields of a node. Pods follow a new name; on a new pod range they get new addresses. */
export function updateNode(cluster: Cluster, name: string, changes: Partial<Node>): Cluster {
  const before = cluster.nodes.find((node) => node.name === name);
  if (before === undefined) return cluster;
  const after = { ...before, ...changes };
  const renamed: Cluster = {
    ...cluster,
    nodes: cluster.nodes.map((node) => (node === before ? after : node)),
    pods: cluster.pods.map((pod) =>
      pod.nodeName === name ? { ...pod, nodeName: after.name } : pod,
    ),
    endpointSlices: cluster.endpointSlices.map((slice) => ({
      ...slice,
      endpoints: slice.endpoints.map((endpoint) =>
        endpoint.nodeName === name ? { ...endpoint, nodeName: after.name } : endpoint,
      ),
    })),
  };
  const moved =
    before.podCIDR === after.podCIDR ? renamed : withNewPodAddresses(renamed, after.name);
  return before.address === after.address ? moved : withHostAddress(moved, after);
}

function freeNodeName(cluster: Cluster): string {
  const taken = new Set(cluster.nodes.map((node) => node.name));
  for (const letter of NODE_LETTERS) {
    if (!taken.has(`node-${letter}`)) return `node-${letter}`;
  }
  for (let number = 1; ; number += 1) {
    if (!taken.has(`node-${number}`)) return `node-${number}`;
  }
}

function withNewPodAddresses(cluster: Cluster, nodeName: string): Cluster {
  const moving = cluster.pods.filter((pod) => pod.nodeName === nodeName && !pod.isHostNetwork);
  let result: Cluster = {
    ...withoutStaleSlices(cluster, moving),
    pods: cluster.pods.map((pod) => (moving.includes(pod) ? { ...pod, address: "" } : pod)),
  };
  for (const { namespace, name } of moving) {
    const address = freePodAddress(result, nodeName);
    result = {
      ...result,
      pods: result.pods.map((pod) =>
        pod.namespace === namespace && pod.name === name ? { ...pod, address } : pod,
      ),
    };
  }
  return result;
}

function withHostAddress(cluster: Cluster, node: Node): Cluster {
  const onHost = cluster.pods.filter((pod) => pod.nodeName === node.name && pod.isHostNetwork);
  return {
    ...withoutStaleSlices(cluster, onHost),
    pods: cluster.pods.map((pod) =>
      onHost.includes(pod) ? { ...pod, address: node.address } : pod,
    ),
  };
}
