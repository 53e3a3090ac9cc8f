import { ADDRESS_FAMILIES, type AddressFamily, familyOf } from "./addressFamily";
import { type Cluster, podRef } from "./cluster";
import type { Endpoint, EndpointPort, EndpointSlice } from "./endpointSlice";
import { hasSameElements } from "./hasSameElements";
import type { Node } from "./node";
import type { Pod } from "./pod";
import { findPods } from "./podIndex";
import type { Service, ServicePort } from "./service";

// Source: kubernetes staging/src/k8s.io/api/core/v1/well_known_labels.go, LabelTopologyZone
export const ZONE_LABEL = "topology.kubernetes.io/zone";

/**
 * The slices of a Service: those given, else what the endpoint slice controller would make of the pods it selects.
 * Pods without an address have no endpoint. Pods that resolve a named targetPort to different numbers get a slice each,
 * and so do the two families. The same list for the same Service as long as nothing it depends on has changed.
 * Source: kubernetes v1.30 pkg/controller/endpointslice, staging/src/k8s.io/endpointslice/utils.go.
 */
export function endpointSlicesOf(cluster: Cluster, service: Service): readonly EndpointSlice[] {
  const given = slicesByService(cluster.endpointSlices).get(labelOf(service)) ?? [];
  if (given.length > 0 || service.selector === undefined) return given;
  const pods = selectedPods(cluster, service);
  const known = made.get(service);
  if (known !== undefined && known.nodes === cluster.nodes && hasSameElements(known.pods, pods)) {
    return known.slices;
  }
  const slices = makeSlices(service, pods, nodesByName(cluster.nodes));
  made.set(service, { nodes: cluster.nodes, pods, slices });
  return slices;
}

interface MadeSlices {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly slices: readonly EndpointSlice[];
}

const made = new WeakMap<Service, MadeSlices>();

function makeSlices(
  service: Service,
  pods: readonly Pod[],
  nodes: ReadonlyMap<string, Node>,
): readonly EndpointSlice[] {
  const slices = new Map<string, { slice: EndpointSlice; endpoints: Endpoint[] }>();
  const portsOf = portsByPod(service);
  for (const addressType of familiesOf(service)) {
    for (const pod of pods) {
      const address = podAddress(pod, addressType);
      if (address === undefined) continue;
      const { ports, key } = portsOf(pod);
      const place = `${addressType} ${key}`;
      const known =
        slices.get(place) ?? newSlice(service, { index: slices.size, addressType, ports });
      known.endpoints.push(podEndpoint(pod, address, nodes.get(pod.nodeName)));
      slices.set(place, known);
    }
  }
  return [...slices.values()].map(({ slice }) => slice);
}

interface KeyedPorts {
  readonly ports: readonly EndpointPort[];
  /** The same for the same ports. */
  readonly key: string;
}

/** The ports that each pod gives a Service: only where one has a name in `targetPort` do they differ. */
function portsByPod(service: Service): (pod: Pod) => KeyedPorts {
  const resolve = (pod: Pod): KeyedPorts => {
    const ports = service.ports.flatMap((port) => resolvePort(port, pod));
    return { ports, key: JSON.stringify(ports) };
  };
  if (service.ports.some(({ targetPort }) => typeof targetPort !== "number")) return resolve;
  let ofAll: KeyedPorts | undefined;
  return (pod) => {
    ofAll ??= resolve(pod);
    return ofAll;
  };
}

/** A headless Service's slices are of IPv4 unless it has addresses that say more. */
function familiesOf({ clusterIP, otherClusterIPs }: Service): readonly AddressFamily[] {
  const families = [clusterIP, ...otherClusterIPs].map(familyOf);
  const known = ADDRESS_FAMILIES.filter((family) => families.includes(family));
  return known.length === 0 ? ["IPv4"] : known;
}

function podAddress(pod: Pod, family: AddressFamily): string | undefined {
  return [pod.address, ...pod.otherAddresses].find((address) => familyOf(address) === family);
}

const nodeIndex = new WeakMap<readonly Node[], ReadonlyMap<string, Node>>();

function nodesByName(nodes: readonly Node[]): ReadonlyMap<string, Node> {
  const known = nodeIndex.get(nodes) ?? new Map(nodes.map((node) => [node.name, node]));
  nodeIndex.set(nodes, known);
  return known;
}

const indexed = new WeakMap<readonly EndpointSlice[], Map<string, EndpointSlice[]>>();

/** Indexed once for each list, since every Service of a large cluster asks. */
function slicesByService(
  slices: readonly EndpointSlice[],
): ReadonlyMap<string, readonly EndpointSlice[]> {
  const known = indexed.get(slices);
  if (known !== undefined) return known;
  const index = new Map<string, EndpointSlice[]>();
  for (const slice of slices) {
    const label = labelOf({ namespace: slice.namespace, name: slice.serviceName });
    const others = index.get(label);
    if (others === undefined) index.set(label, [slice]);
    else others.push(slice);
  }
  indexed.set(slices, index);
  return index;
}

function labelOf({ namespace, name }: Pick<Service, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}

/** The pods that a Service selects, whatever their state. */
export function selectedPods(cluster: Cluster, service: Service): readonly Pod[] {
  return findPods(cluster.pods, service.namespace, service.selector);
}

function newSlice(
  service: Service,
  place: Pick<EndpointSlice, "addressType" | "ports"> & { readonly index: number },
): { readonly slice: EndpointSlice; readonly endpoints: Endpoint[] } {
  const endpoints: Endpoint[] = [];
  const { index, addressType, ports } = place;
  const slice: EndpointSlice = {
    namespace: service.namespace,
    name: `${service.name}-${index}`,
    serviceName: service.name,
    addressType,
    endpoints,
    ports,
  };
  return { slice, endpoints };
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

function podEndpoint(pod: Pod, address: string, node: Node | undefined): Endpoint {
  return {
    addresses: [address],
    nodeName: pod.nodeName,
    zone: node?.labels[ZONE_LABEL] ?? "",
    isReady: pod.isReady && !pod.isTerminating,
    isServing: pod.isReady,
    isTerminating: pod.isTerminating,
    zoneHints: [],
    pod: podRef(pod),
  };
}
