import type { Cluster } from "../objects/cluster";
import { newService, type Service, type ServicePort } from "../objects/service";
import { freeClusterIP, freeNodePort } from "./freeAddress";
import { freeName } from "./freeName";
import { withoutSlicesOf } from "./staleSlices";

/** Which Service is meant. */
export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** Adds a Service; what is not given (name `service`, cluster IP, selector `app: NAME`, port 80) is chosen. */
export function addService(cluster: Cluster, fields: Partial<Service> = {}): Cluster {
  const namespace = fields.namespace ?? "default";
  const taken = cluster.services
    .filter((service) => service.namespace === namespace)
    .map((service) => service.name);
  const name = fields.name ?? freeName("service", taken);
  const service = newService({
    name,
    clusterIP: fields.type === "ExternalName" ? "" : freeClusterIP(cluster),
    selector: { app: name },
    ports: [{ name: "", protocol: "TCP", port: 80, targetPort: 80, nodePort: undefined }],
    ...fields,
  });
  return { ...cluster, services: [...cluster.services, withNodePorts(cluster, service)] };
}

/** Removes a Service and its slices; its pods stay. */
export function removeService(cluster: Cluster, { namespace, name }: ServiceName): Cluster {
  return {
    ...cluster,
    services: cluster.services.filter(
      (service) => service.namespace !== namespace || service.name !== name,
    ),
    endpointSlices: cluster.endpointSlices.filter(
      (slice) => slice.namespace !== namespace || slice.serviceName !== name,
    ),
  };
}

/**
 * Changes fields of a Service. A type that has node ports gets free ones; back to ClusterIP they go.
 * New ports or another selector make its endpoints follow the pods; a new name takes the slices along.
 */
export function updateService(
  cluster: Cluster,
  which: ServiceName,
  changes: Partial<Service>,
): Cluster {
  const before = findService(cluster, which);
  if (before === undefined) return cluster;
  const changed = { ...before, ...changes };
  const becomesLoadBalancer = changed.type === "LoadBalancer" && before.type !== "LoadBalancer";
  const after = withHealthCheckNodePort(
    cluster,
    becomesLoadBalancer ? allocateNodePorts(cluster, changed) : withNodePorts(cluster, changed),
  );
  const followsPods = changes.ports !== undefined || changes.selector !== undefined;
  const kept = followsPods ? withoutSlicesOf(cluster, before) : cluster;
  return {
    ...kept,
    services: cluster.services.map((service) => (service === before ? after : service)),
    endpointSlices: kept.endpointSlices.map((slice) =>
      slice.namespace === before.namespace && slice.serviceName === before.name
        ? { ...slice, namespace: after.namespace, serviceName: after.name }
        : slice,
    ),
  };
}

/** `spec.allocateLoadBalancerNodePorts`: gives each port of a LoadBalancer Service a node port, or takes them all away. */
export function allocateLoadBalancerNodePorts(
  cluster: Cluster,
  which: ServiceName,
  isAllocating: boolean,
): Cluster {
  const service = findService(cluster, which);
  if (service === undefined || service.type !== "LoadBalancer") return cluster;
  const after = isAllocating
    ? allocateNodePorts(cluster, service)
    : { ...service, ports: service.ports.map((port) => ({ ...port, nodePort: undefined })) };
  return {
    ...cluster,
    services: cluster.services.map((other) => (other === service ? after : other)),
  };
}

/** Adds a port; what is not given is the next after the last port. A Service with several ports has to name them, so all get a name. */
export function addPort(
  cluster: Cluster,
  which: ServiceName,
  fields: Partial<ServicePort> = {},
): Cluster {
  const service = findService(cluster, which);
  if (service === undefined) return cluster;
  const port = fields.port ?? nextPort(service);
  const named = service.ports.map((existing) =>
    existing.name === "" ? { ...existing, name: `port-${existing.port}` } : existing,
  );
  const name =
    service.ports.length === 0
      ? ""
      : freeName(
          `port-${port}`,
          named.map((existing) => existing.name),
        );
  const added: ServicePort = {
    name,
    protocol: "TCP",
    targetPort: port,
    nodePort: undefined,
    ...fields,
    port,
  };
  return updateService(cluster, which, { ports: [...named, added] });
}

/** Removes the port with this index from 0; the last one stays, since a Service has at least one. */
export function removePort(cluster: Cluster, which: ServiceName, index: number): Cluster {
  const service = findService(cluster, which);
  if (service === undefined || service.ports.length <= 1) return cluster;
  return updateService(cluster, which, {
    ports: service.ports.filter((_, position) => position !== index),
  });
}

/** Changes fields of the port with this index from 0. */
export function updatePort(
  cluster: Cluster,
  which: ServiceName,
  change: { readonly index: number; readonly fields: Partial<ServicePort> },
): Cluster {
  const service = findService(cluster, which);
  if (service === undefined) return cluster;
  return updateService(cluster, which, {
    ports: service.ports.map((port, position) =>
      position === change.index ? { ...port, ...change.fields } : port,
    ),
  });
}

export function findService(
  cluster: Cluster,
  { namespace, name }: ServiceName,
): Service | undefined {
  return cluster.services.find(
    (service) => service.namespace === namespace && service.name === name,
  );
}

/** Gives each port a node port when the type needs one, and none when it must not have any. */
function withNodePorts(cluster: Cluster, service: Service): Service {
  if (service.type === "ClusterIP" || service.type === "ExternalName") {
    if (service.ports.every((port) => port.nodePort === undefined)) return service;
    return { ...service, ports: service.ports.map((port) => ({ ...port, nodePort: undefined })) };
  }
  return service.type === "NodePort" ? allocateNodePorts(cluster, service) : service;
}

/** Gives each port that has none a free node port, as the API server does unless `allocateLoadBalancerNodePorts` is false. */
function allocateNodePorts(cluster: Cluster, service: Service): Service {
  let occupied: Cluster = cluster;
  const ports: ServicePort[] = [];
  for (const port of service.ports) {
    const nodePort = port.nodePort ?? freeNodePort(occupied, port.protocol);
    ports.push({ ...port, nodePort });
    occupied = { ...cluster, services: [...cluster.services, { ...service, ports }] };
  }
  return { ...service, ports };
}

/** Where each node says whether it has a pod of the Service: only load balancers that must know have one. */
function withHealthCheckNodePort(cluster: Cluster, service: Service): Service {
  if (service.type !== "LoadBalancer" || service.externalTrafficPolicy !== "Local") {
    if (service.healthCheckNodePort === undefined) return service;
    return { ...service, healthCheckNodePort: undefined };
  }
  if (service.healthCheckNodePort !== undefined) return service;
  const others = cluster.services.filter(
    ({ namespace, name }) => namespace !== service.namespace || name !== service.name,
  );
  const occupied = { ...cluster, services: [...others, service] };
  return { ...service, healthCheckNodePort: freeNodePort(occupied, "TCP") };
}

const HIGHEST_PORT = 65535;

function nextPort(service: Service): number {
  const last = service.ports.at(-1)?.port ?? 79;
  return Math.min(last + 1, HIGHEST_PORT);
}
