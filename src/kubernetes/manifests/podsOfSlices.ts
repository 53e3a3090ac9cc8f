import type { Cluster } from "../objects/cluster";
import type { Endpoint, EndpointSlice } from "../objects/endpointSlice";
import { selects } from "../objects/labels";
import { type ContainerPort, newPod, type Pod } from "../objects/pod";
import type { Service } from "../objects/service";

/**
 * What given slices tell of pods: those that the text speaks of but does not hold are added, and pods learn under which
 * number their named ports are reached. So the cluster stays whole once its pods are edited and the slices are dropped.
 */
export function podsOfSlices(cluster: Cluster): Cluster {
  let result = cluster;
  for (const slice of cluster.endpointSlices) {
    if (slice.addressType !== "IPv4") continue;
    const service = cluster.services.find(
      ({ namespace, name }) => namespace === slice.namespace && name === slice.serviceName,
    );
    if (service?.selector === undefined) continue;
    result = withPortNames(withMissingPods(result, slice, service), slice, service);
  }
  return result;
}

function withMissingPods(cluster: Cluster, slice: EndpointSlice, service: Service): Cluster {
  const addresses = new Set([
    ...cluster.pods.map((pod) => pod.address),
    ...cluster.nodes.map((node) => node.address),
  ]);
  const missing = slice.endpoints.filter(
    (endpoint) => endpoint.pod !== undefined && !addresses.has(endpoint.addresses[0] ?? ""),
  );
  if (missing.length === 0) return cluster;
  return {
    ...cluster,
    pods: [...cluster.pods, ...missing.flatMap((endpoint) => podOf(endpoint, service))],
  };
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

function withPortNames(cluster: Cluster, slice: EndpointSlice, service: Service): Cluster {
  const ports = learnedPorts(slice, service);
  if (ports.length === 0) return cluster;
  return {
    ...cluster,
    pods: cluster.pods.map((pod) =>
      pod.namespace === service.namespace && selects(service.selector, pod.labels)
        ? withPorts(pod, ports)
        : pod,
    ),
  };
}

function learnedPorts(slice: EndpointSlice, service: Service): readonly ContainerPort[] {
  return service.ports.flatMap(({ name, protocol, targetPort }) => {
    const port = slice.ports.find(
      (candidate) => candidate.name === name && candidate.protocol === protocol,
    );
    if (port === undefined || typeof targetPort === "number") return [];
    return [{ name: targetPort, protocol, port: port.port }];
  });
}

function withPorts(pod: Pod, ports: readonly ContainerPort[]): Pod {
  const isKnown = (port: ContainerPort) =>
    pod.containerPorts.some(
      ({ name, protocol }) => name === port.name && protocol === port.protocol,
    );
  const learned = ports.filter((port) => !isKnown(port));
  return learned.length === 0
    ? pod
    : { ...pod, containerPorts: [...pod.containerPorts, ...learned] };
}
