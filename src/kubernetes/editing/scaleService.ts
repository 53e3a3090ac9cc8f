import type { Cluster } from "../objects/cluster";
import { selectedPods } from "../objects/endpointSlicesOf";
import type { Pod } from "../objects/pod";
import type { Service } from "../objects/service";
import { addPod, removePod } from "./editPods";
import { findService, type ServiceName } from "./editServices";
import { freePodName } from "./freeName";
import { withoutSlicesOf } from "./staleSlices";

/** More would stop the page, and no screen shows them. */
export const MAX_REPLICAS = 1000;

/**
 * Adds or removes pods until the Service selects as many as wanted. New ones are like the first it has, on the node with
 * the fewest of them; removed are those from the fullest node, the newest first. Without a selector nothing happens.
 */
export function scaleService(cluster: Cluster, which: ServiceName, replicas: number): Cluster {
  const service = findService(cluster, which);
  if (service?.selector === undefined) return cluster;
  const wanted = Math.min(Math.max(0, Math.trunc(replicas)), MAX_REPLICAS);
  const model = selectedPods(cluster, service)[0];
  let scaled = withoutSlicesOf(cluster, service);
  let pods = selectedPods(scaled, service);
  while (pods.length < wanted && scaled.nodes.length > 0) {
    scaled = addPod(scaled, {
      ...newReplica(scaled, service, model),
      nodeName: leastUsedNode(scaled, pods),
    });
    pods = selectedPods(scaled, service);
  }
  while (pods.length > wanted) {
    const last = newestOnFullestNode(pods);
    if (last === undefined) break;
    scaled = removePod(scaled, last);
    pods = selectedPods(scaled, service);
  }
  return scaled;
}

function newReplica(cluster: Cluster, service: Service, model: Pod | undefined): Partial<Pod> {
  const prefix = model?.name.replace(/-[^-]*$/, "") ?? service.name;
  return {
    namespace: service.namespace,
    name: freePodName(cluster, service.namespace, prefix),
    labels: model?.labels ?? { app: service.name, ...service.selector },
    containerPorts: model?.containerPorts ?? namedPorts(service),
  };
}

/** Gives a first pod the ports that the Service asks for by name, from 8080 up. */
function namedPorts(service: Service): Pod["containerPorts"] {
  const firstPort = 8080;
  const names = service.ports.filter((port) => typeof port.targetPort === "string");
  return names.map(({ targetPort, protocol }, index) => ({
    name: String(targetPort),
    protocol,
    port: firstPort + index,
  }));
}

function leastUsedNode(cluster: Cluster, pods: readonly Pod[]): string {
  const counts = cluster.nodes.map((node) => countOn(pods, node.name));
  return cluster.nodes[counts.indexOf(Math.min(...counts))]?.name ?? "";
}

function newestOnFullestNode(pods: readonly Pod[]): Pod | undefined {
  const counts = pods.map((pod) => countOn(pods, pod.nodeName));
  return pods[counts.lastIndexOf(Math.max(...counts))];
}

function countOn(pods: readonly Pod[], nodeName: string): number {
  return pods.filter((pod) => pod.nodeName === nodeName).length;
}
