import { freePodAddresses } from "../editing/freeAddress";
import { nameLetters } from "../editing/freeName";
import type { Cluster } from "../objects/cluster";
import { selects } from "../objects/labels";
import { newPod, type Pod } from "../objects/pod";
import type { Workload } from "./workload";

/** More pods than any screen shows; a short text must not ask for millions. */
const MAX_INVENTED_PODS = 5000;

/** Gives every pod a node and an address, and makes the pods of workloads that have none yet. */
export function completePods(
  cluster: Cluster,
  workloads: readonly Workload[],
  notes: string[],
): readonly Pod[] {
  const place = podPlacer(cluster);
  const pods = cluster.pods.map(place);
  const names = new Set(pods.map(({ namespace, name }) => `${namespace}/${name}`));
  for (const workload of workloads) {
    if (workload.isOwned || hasPods(cluster, workload)) continue;
    for (const replica of replicasOf(workload, cluster, names)) {
      if (pods.length - cluster.pods.length >= MAX_INVENTED_PODS) {
        notes.push(`Only the first ${MAX_INVENTED_PODS} pods of the workloads are made.`);
        return pods;
      }
      pods.push(place(replica));
    }
  }
  return pods;
}

function hasPods(cluster: Cluster, { namespace, selector }: Workload): boolean {
  return cluster.pods.some((pod) => pod.namespace === namespace && selects(selector, pod.labels));
}

/** Puts a pod where the scheduler and the CNI would: on the node with the fewest, at the next free address. */
function podPlacer(cluster: Cluster): (pod: Pod) => Pod {
  const free = freePodAddresses(cluster);
  const counts = new Map(cluster.nodes.map((node) => [node.name, 0]));
  const hostAddresses = new Map(cluster.nodes.map((node) => [node.name, node.address]));
  const count = (nodeName: string) => counts.set(nodeName, (counts.get(nodeName) ?? 0) + 1);
  for (const { nodeName } of cluster.pods) if (nodeName !== "") count(nodeName);
  return (pod) => {
    const nodeName = pod.nodeName === "" ? fewest(counts) : pod.nodeName;
    if (pod.nodeName === "") count(nodeName);
    if (pod.address !== "") return { ...pod, nodeName };
    const address = pod.isHostNetwork
      ? (hostAddresses.get(nodeName) ?? "")
      : free.takeAddress(nodeName);
    return { ...pod, nodeName, address };
  };
}

/** The first of the keys with the lowest count; "" when there is none. */
function fewest(counts: ReadonlyMap<string, number>): string {
  const lowest = Math.min(...counts.values());
  return [...counts].find(([, value]) => value === lowest)?.[0] ?? "";
}

const HASH_LETTERS = 10;
const POD_LETTERS = 5;

/** The pods that a workload makes, node by node in turn, not yet with addresses. */
function* replicasOf(workload: Workload, cluster: Cluster, names: Set<string>): Generator<Pod> {
  const nodes = cluster.nodes.map((node) => node.name);
  const { namespace, template } = workload;
  for (let index = 0; index < (workload.replicas ?? nodes.length); index += 1) {
    const nodeName = workload.nodeName || (nodes[index % nodes.length] ?? "");
    const name = replicaName(workload, index, names);
    names.add(`${namespace}/${name}`);
    yield newPod({ ...template, namespace, name, nodeName, address: "" });
  }
}

function replicaName(workload: Workload, index: number, names: ReadonlySet<string>): string {
  const { kind, namespace, name } = workload;
  if (kind === "StatefulSet") return `${name}-${index}`;
  const prefix = kind === "Deployment" ? `${name}-${nameLetters(name, HASH_LETTERS)}` : name;
  for (let attempt = 0; ; attempt += 1) {
    const letters = nameLetters(`${namespace}/${prefix}/${index}/${attempt}`, POD_LETTERS);
    if (!names.has(`${namespace}/${prefix}-${letters}`)) return `${prefix}-${letters}`;
  }
}
