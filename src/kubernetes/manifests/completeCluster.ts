import { addNode } from "../editing/editNodes";
import { addPod, emptiestNode } from "../editing/editPods";
import {
  freeNodeAddress,
  freePodAddress,
  freePodCIDR,
  freeServiceValues,
} from "../editing/freeAddress";
import { freePodName, nameLetters } from "../editing/freeName";
import { type Cluster, newCluster } from "../objects/cluster";
import { selects } from "../objects/labels";
import type { Pod } from "../objects/pod";
import type { Service } from "../objects/service";
import { assumeSettings } from "./assumeSettings";
import type { ManifestParts } from "./manifestParts";
import { podsOfSlices } from "./podsOfSlices";
import type { Workload } from "./workload";

/** A cluster in which everything has what it needs, and sentences about what was invented for that. */
export interface CompletedCluster {
  readonly cluster: Cluster;
  readonly assumptions: readonly string[];
}

/** Does what the scheduler, the controllers, the CNI and the API server would have done with plain manifests. Always the same way. */
export function completeCluster(parts: ManifestParts): CompletedCluster {
  const { settings, assumptions } = assumeSettings(parts);
  const notes = [...assumptions];
  const { nodes, endpointSlices } = parts;
  const start = newCluster({ nodes, pods: parts.pods, endpointSlices, settings });
  const withNodes = completeNodes(start, notes);
  const withPods = completePods(withNodes, parts.workloads);
  const known = podsOfSlices({ ...withPods, services: parts.services });
  const cluster = { ...known, services: completeServices(known) };
  // Editing drops slices that no longer hold; here the text itself is the newest word.
  return { cluster: { ...cluster, endpointSlices }, assumptions: notes };
}

const INVENTED_NODES = 3;

function completeNodes(cluster: Cluster, notes: string[]): Cluster {
  const known = new Set(cluster.nodes.map((node) => node.name));
  const missing = [...new Set(mentionedNodes(cluster))].filter((name) => !known.has(name));
  let result = cluster;
  for (const name of missing)
    result = addNode(result, { name, isAssumed: true, ...guess(result, name) });
  if (missing.length > 0) {
    notes.push(`Invented ${missing.join(", ")}: the text speaks of them but holds no such Node.`);
  }
  if (result.nodes.length === 0) {
    for (let count = 0; count < INVENTED_NODES; count += 1) {
      result = addNode(result, { isAssumed: true });
    }
    const names = result.nodes.map((node) => node.name).join(", ");
    notes.push(`The text holds no Node: ${names} are invented.`);
  }
  return result.nodes.reduce(completeNode, result);
}

function mentionedNodes(cluster: Cluster): readonly string[] {
  const named = [
    ...cluster.pods.map((pod) => pod.nodeName),
    ...cluster.endpointSlices.flatMap((slice) =>
      slice.endpoints.map((endpoint) => endpoint.nodeName),
    ),
  ];
  return named.filter((name) => name !== "");
}

/** The /24 round the address of a pod that runs there. */
function guess(cluster: Cluster, nodeName: string): { readonly podCIDR?: string } {
  const pod = cluster.pods.find(
    (candidate) =>
      candidate.nodeName === nodeName && !candidate.isHostNetwork && candidate.address !== "",
  );
  return pod === undefined ? {} : { podCIDR: `${pod.address.replace(/\.\d+$/, ".0")}/24` };
}

function completeNode(cluster: Cluster, node: Cluster["nodes"][number]): Cluster {
  if (node.address !== "" && node.podCIDR !== "") return cluster;
  const address = node.address === "" ? freeNodeAddress(cluster) : node.address;
  const podCIDR = node.podCIDR === "" ? freePodCIDR(cluster) : node.podCIDR;
  const completed = {
    ...node,
    address,
    podCIDR,
    ...(node.podCIDR === "" ? guess(cluster, node.name) : {}),
  };
  return {
    ...cluster,
    nodes: cluster.nodes.map((candidate) => (candidate === node ? completed : candidate)),
  };
}

function completePods(cluster: Cluster, workloads: readonly Workload[]): Cluster {
  const placed = cluster.pods.reduce(completePod, cluster);
  return workloads
    .filter((workload) => !workload.isOwned && !hasPods(cluster, workload))
    .reduce(addReplicas, placed);
}

/** Nodes are filled in turn; a pod that waits for an address gets one, as on a node that works. */
function completePod(cluster: Cluster, pod: Pod): Cluster {
  if (pod.nodeName !== "" && pod.address !== "") return cluster;
  const nodeName = pod.nodeName === "" ? emptiestNode(cluster) : pod.nodeName;
  const node = cluster.nodes.find((candidate) => candidate.name === nodeName);
  const free = pod.isHostNetwork ? (node?.address ?? "") : freePodAddress(cluster, nodeName);
  const address = pod.address === "" ? free : pod.address;
  return {
    ...cluster,
    pods: cluster.pods.map((candidate) =>
      candidate === pod ? { ...pod, nodeName, address } : candidate,
    ),
  };
}

function hasPods(cluster: Cluster, { namespace, selector }: Workload): boolean {
  return cluster.pods.some((pod) => pod.namespace === namespace && selects(selector, pod.labels));
}

const HASH_LETTERS = 10;

function addReplicas(cluster: Cluster, workload: Workload): Cluster {
  const { namespace, name, template, kind } = workload;
  const prefix = kind === "Deployment" ? `${name}-${nameLetters(name, HASH_LETTERS)}` : name;
  const nodes = cluster.nodes.map((node) => node.name);
  const count = workload.replicas ?? nodes.length;
  let result = cluster;
  for (let index = 0; index < count; index += 1) {
    const nodeName = workload.nodeName || (nodes[index % nodes.length] ?? "");
    const podName =
      kind === "StatefulSet" ? `${name}-${index}` : freePodName(result, namespace, prefix);
    result = addPod(result, { ...template, namespace, name: podName, nodeName });
  }
  return result;
}

/** What the API server hands out: addresses of the Service range, and node ports. */
function completeServices(cluster: Cluster): readonly Service[] {
  const free = freeServiceValues(cluster);
  return cluster.services.map((service) => {
    const needsAddress = service.clusterIP === "" && service.type !== "ExternalName";
    const clusterIP = needsAddress ? free.takeClusterIP() : service.clusterIP;
    if (service.type !== "NodePort") return { ...service, clusterIP };
    const ports = service.ports.map((port) => ({
      ...port,
      nodePort: port.nodePort ?? free.takeNodePort(port.protocol),
    }));
    return { ...service, clusterIP, ports };
  });
}
