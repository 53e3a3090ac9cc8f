import { type Cluster, podRef } from "./cluster";
import type { Endpoint, EndpointPort, EndpointSlice } from "./endpointSlice";
import { selects } from "./labels";
import type { Node } from "./node";
import type { Pod } from "./pod";
import type { Service, ServicePort } from "./service";

// Source: kubernetes staging/src/k8s.io/api/core/v1/well_known_labels.go, LabelTopologyZone
export const ZONE_LABEL = "topology.kubernetes.io/zone";

/**
 * The slices of a Service: those given, else what the endpoint slice controller would make of the pods it selects.
 * Pods without an address have no endpoint. Pods that resolve a named targetPort to different numbers get a slice each.
 * Source: kubernetes v1.30 pkg/controller/endpointslice, staging/src/k8s.io/endpointslice/utils.go.
 */
export function endpointSlicesOf(cluster: Cluster, service: Service): readonly EndpointSlice[] {
  const given = slicesByService(cluster.endpointSlices).get(labelOf(service)) ?? [];
  if (given.length > 0 || service.selector === undefined) return given;
  const slices = new Map<string, EndpointSlice>();
  for (const pod of selectedPods(cluster, service)) {
    if (pod.address === "") continue;
    const ports = service.ports.flatMap((port) => resolvePort(port, pod));
    const key = JSON.stringify(ports);
    const slice = slices.get(key) ?? emptySlice(service, slices.size, ports);
    const node = cluster.nodes.find((candidate) => candidate.name === pod.nodeName);
    slices.set(key, { ...slice, endpoints: [...slice.endpoints, podEndpoint(pod, node)] });
  }
  return [...slices.values()];
}

const indexed = new WeakMap<readonly EndpointSlice[], Map<string, EndpointSlice[]>>();

/** Indexed once for each list, since every Service of a large cluster asks. */
function slicesByService(
  slices: readonly EndpointSlice[],
): ReadonlyMap<string, readonly EndpointSlice[]> {
  const known = indexed.get(slices);
  if (known !== undefined) return known;
  const made = new Map<string, EndpointSlice[]>();
  for (const slice of slices) {
    const label = labelOf({ namespace: slice.namespace, name: slice.serviceName });
    const others = made.get(label);
    if (others === undefined) made.set(label, [slice]);
    else others.push(slice);
  }
  indexed.set(slices, made);
  return made;
}

function labelOf({ namespace, name }: Pick<Service, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}

/** The pods that a Service selects, whatever their state. */
export function selectedPods(cluster: Cluster, service: Service): readonly Pod[] {
  return cluster.pods.filter(
    (pod) => pod.namespace === service.namespace && selects(service.selector, pod.labels),
  );
}

function emptySlice(
  service: Service,
  index: number,
  ports: readonly EndpointPort[],
): EndpointSlice {
  return {
    namespace: service.namespace,
    name: `${service.name}-${index}`,
    serviceName: service.name,
    addressType: "IPv4",
    endpoints: [],
    ports,
  };
}

/** A name that no container of the pod has gives no port. */
function resolvePort(port: ServicePort, pod: Pod): readonly EndpointPort[] {
  const { name, protocol, targetPort } = port;
  if (typeof targetPort === "number") return [{ name, protocol, port: targetPort }];
  const named = pod.containerPorts.find(
    (candidate) => candidate.name === targetPort && candidate.protocol === protocol,
  );
  return named === undefined ? [] : [{ name, protocol, port: named.port }];
}

function podEndpoint(pod: Pod, node: Node | undefined): Endpoint {
  return {
    addresses: [pod.address],
    nodeName: pod.nodeName,
    zone: node?.labels[ZONE_LABEL] ?? "",
    isReady: pod.isReady && !pod.isTerminating,
    isServing: pod.isReady,
    isTerminating: pod.isTerminating,
    zoneHints: [],
    pod: podRef(pod),
  };
}
