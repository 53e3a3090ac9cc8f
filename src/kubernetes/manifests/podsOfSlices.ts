import type { Cluster } from "../objects/cluster";
import type { Endpoint, EndpointSlice } from "../objects/endpointSlice";
import { type ContainerPort, newPod, type Pod } from "../objects/pod";
import type { Service } from "../objects/service";

/** A slice of pods together with the Service that selected them. */
interface SelectedSlice {
  readonly slice: EndpointSlice;
  readonly service: Service;
}

/**
 * What given slices tell of pods: those that the text speaks of but does not hold are added, and pods learn under which
 * number their named ports are reached. So the cluster stays whole once its pods are edited and the slices are dropped.
 */
export function podsOfSlices(cluster: Cluster): Cluster {
  const slices = selectedSlices(cluster);
  const pods = [...cluster.pods, ...missingPods(cluster, slices)];
  const ports = learnedPorts(slices);
  return { ...cluster, pods: pods.map((pod) => withPorts(pod, ports.get(pod.address) ?? [])) };
}

function selectedSlices(cluster: Cluster): readonly SelectedSlice[] {
  const selecting = new Map(
    cluster.services
      .filter((service) => service.selector !== undefined)
      .map((service) => [`${service.namespace}/${service.name}`, service]),
  );
  return cluster.endpointSlices.flatMap((slice) => {
    const service = selecting.get(`${slice.namespace}/${slice.serviceName}`);
    return service === undefined || slice.addressType !== "IPv4" ? [] : [{ slice, service }];
  });
}

/** A pod behind several Services shows up once, with the labels that the first of them selects. */
function missingPods(cluster: Cluster, slices: readonly SelectedSlice[]): readonly Pod[] {
  const taken = new Set([...cluster.pods, ...cluster.nodes].map(({ address }) => address));
  const missing: Pod[] = [];
  for (const { slice, service } of slices) {
    for (const pod of slice.endpoints.flatMap((endpoint) => podOf(endpoint, service))) {
      if (!taken.has(pod.address)) missing.push(pod);
      taken.add(pod.address);
    }
  }
  return missing;
}

function podOf(endpoint: Endpoint, service: Service): readonly Pod[] {
  const [address] = endpoint.addresses;
  if (endpoint.pod === undefined || address === undefined) return [];
  const pod = newPod({
    namespace: endpoint.pod.namespace ?? service.namespace,
    name: endpoint.pod.name,
    labels: service.selector ?? {},
    nodeName: endpoint.nodeName,
    address,
    isReady: endpoint.isServing,
    isTerminating: endpoint.isTerminating,
    isAssumed: true,
  });
  return [pod];
}

/** By address of the pod. */
function learnedPorts(
  slices: readonly SelectedSlice[],
): ReadonlyMap<string, readonly ContainerPort[]> {
  const learned = new Map<string, ContainerPort[]>();
  for (const { slice, service } of slices) {
    const ports = namedPorts(slice, service);
    if (ports.length === 0) continue;
    for (const address of slice.endpoints.flatMap((endpoint) => endpoint.addresses)) {
      learned.set(address, [...(learned.get(address) ?? []), ...ports]);
    }
  }
  return learned;
}

function namedPorts(slice: EndpointSlice, service: Service): readonly ContainerPort[] {
  return service.ports.flatMap(({ name, protocol, targetPort }) => {
    const port = slice.ports.find(
      (candidate) => candidate.name === name && candidate.protocol === protocol,
    );
    if (port === undefined || typeof targetPort === "number") return [];
    return [{ name: targetPort, protocol, port: port.port }];
  });
}

/** What the pod itself says of its ports comes before what a slice says. */
function withPorts(pod: Pod, learned: readonly ContainerPort[]): Pod {
  if (learned.length === 0) return pod;
  const containerPorts = [...pod.containerPorts];
  for (const port of learned) {
    const isKnown = containerPorts.some(
      ({ name, protocol }) => name === port.name && protocol === port.protocol,
    );
    if (!isKnown) containerPorts.push(port);
  }
  return { ...pod, containerPorts };
}
