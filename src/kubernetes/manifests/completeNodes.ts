import { addNode } from "../editing/editNodes";
import { freeNodeAddress, freePodCIDR, overlaps } from "../editing/freeAddress";
import type { Cluster } from "../objects/cluster";
import type { Node } from "../objects/node";

const INVENTED_NODES = 3;

/** Adds the nodes that the text speaks of but does not hold, or three when it speaks of none, and gives each what it lacks. */
export function completeNodes(cluster: Cluster, notes: string[]): Cluster {
  const ofIpv6 = cluster.nodes.filter(
    (node) => node.address === "" && node.otherAddresses.length > 0,
  );
  if (ofIpv6.length > 0) {
    const names = ofIpv6.map(({ name }) => name).join(", ");
    notes.push(`Gave ${names} IPv4 addresses too: in the text they have IPv6 alone.`);
  }
  const completed = cluster.nodes.reduce(completeNode, cluster);
  const known = new Set(cluster.nodes.map((node) => node.name));
  const missing = mentionedNodes(cluster).filter((name) => !known.has(name));
  if (missing.length > 0) {
    notes.push(`Invented ${missing.join(", ")}: the text speaks of them but holds no such Node.`);
  }
  const mentioned = missing.reduce(
    (result, name) => addNode(result, { name, isAssumed: true, ...guessPodCIDR(result, name) }),
    completed,
  );
  if (mentioned.nodes.length > 0) return mentioned;
  let invented = mentioned;
  for (let count = 0; count < INVENTED_NODES; count += 1) {
    invented = addNode(invented, { isAssumed: true });
  }
  const names = invented.nodes.map((node) => node.name).join(", ");
  notes.push(`The text holds no Node: ${names} are invented.`);
  return invented;
}

function completeNode(cluster: Cluster, node: Node): Cluster {
  if (node.address !== "" && node.podCIDR !== "") return cluster;
  const completed: Node = {
    ...node,
    address: node.address === "" ? freeNodeAddress(cluster) : node.address,
    podCIDR:
      node.podCIDR === ""
        ? (guessPodCIDR(cluster, node.name).podCIDR ?? freePodCIDR(cluster))
        : node.podCIDR,
  };
  return {
    ...cluster,
    nodes: cluster.nodes.map((candidate) => (candidate === node ? completed : candidate)),
  };
}

function mentionedNodes(cluster: Cluster): readonly string[] {
  const endpoints = cluster.endpointSlices.flatMap((slice) => slice.endpoints);
  const named = [...cluster.pods, ...endpoints].map(({ nodeName }) => nodeName);
  return [...new Set(named)].filter((name) => name !== "");
}

/** The /24 round the address of a pod that runs there, unless it is another node's. */
function guessPodCIDR(cluster: Cluster, nodeName: string): { readonly podCIDR?: string } {
  const pod = cluster.pods.find(
    (candidate) =>
      candidate.nodeName === nodeName && !candidate.isHostNetwork && candidate.address !== "",
  );
  if (pod === undefined) return {};
  const podCIDR = `${pod.address.replace(/\.\d+$/, ".0")}/24`;
  return cluster.nodes.some((node) => overlaps(node.podCIDR, podCIDR)) ? {} : { podCIDR };
}
