import type { Cluster } from "../objects/cluster";
import type { Pod } from "../objects/pod";

/** The name of a pod among all hosts: its own, or `namespace/name` when something else is called the same. */
export function podHostName(cluster: Cluster, pod: Pick<Pod, "namespace" | "name">): string {
  const isTaken =
    cluster.nodes.some((node) => node.name === pod.name) ||
    cluster.clients.some((client) => client.name === pod.name) ||
    cluster.pods.some((other) => other.name === pod.name && other.namespace !== pod.namespace);
  return isTaken ? `${pod.namespace}/${pod.name}` : pod.name;
}
