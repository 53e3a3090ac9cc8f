import { type Cidr, parseCidr } from "../objects/cidr";
import { type Cluster, nodeRef, podRef, serviceRef } from "../objects/cluster";
import type { Node } from "../objects/node";
import { type ObjectRef, printObjectRef } from "../objects/objectRef";
import type { Pod } from "../objects/pod";
import { isHeadless, type Service } from "../objects/service";

/** Who has a name, an address or a node port; more than one means a clash. */
export interface Owners {
  /** By `Service default/web`; the same name twice stands there twice. */
  readonly ofName: ReadonlyMap<string, readonly ObjectRef[]>;
  readonly ofAddress: ReadonlyMap<string, readonly ObjectRef[]>;
  /** By `TCP 30080`; a Service that has it twice stands there twice. */
  readonly ofNodePort: ReadonlyMap<string, readonly ObjectRef[]>;
  readonly pods: ReadonlyMap<string, Pod>;
  readonly services: ReadonlyMap<string, Service>;
  /** By name; of two that are called the same the first. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly podRanges: readonly PodRange[];
}

/** The pod range of a node, read. */
export interface PodRange {
  readonly node: Node;
  readonly range: Cidr;
}

const known = new WeakMap<Cluster, Owners>();

/** Made once for each cluster, so that checking all fields of a large one takes one pass. */
export function ownersIn(cluster: Cluster): Owners {
  const made = known.get(cluster) ?? {
    ofName: names(cluster),
    ofAddress: addresses(cluster),
    ofNodePort: nodePorts(cluster),
    pods: new Map(cluster.pods.map((pod) => [printObjectRef(podRef(pod)), pod])),
    services: new Map(
      cluster.services.map((service) => [printObjectRef(serviceRef(service)), service]),
    ),
    nodes: new Map([...cluster.nodes].reverse().map((node) => [node.name, node])),
    podRanges: cluster.nodes.flatMap((node) => {
      const range = parseCidr(node.podCIDR);
      return range === undefined ? [] : [{ node, range }];
    }),
  };
  known.set(cluster, made);
  return made;
}

/** The pod that a reference means; undefined when there is none. */
export function podIn(cluster: Cluster, ref: ObjectRef): Pod | undefined {
  return ownersIn(cluster).pods.get(printObjectRef(ref));
}

/** The Service that a reference means; undefined when there is none. */
export function serviceIn(cluster: Cluster, ref: ObjectRef): Service | undefined {
  return ownersIn(cluster).services.get(printObjectRef(ref));
}

function names(cluster: Cluster): Owners["ofName"] {
  const owners = new Map<string, ObjectRef[]>();
  const refs = [
    ...cluster.nodes.map((node) => nodeRef(node.name)),
    ...cluster.pods.map(podRef),
    ...cluster.services.map(serviceRef),
    ...cluster.clients.map(({ name }) => clientRef(name)),
  ];
  for (const ref of refs) add(owners, printObjectRef(ref), ref);
  return owners;
}

function clientRef(name: string): ObjectRef {
  return { kind: "Client", namespace: undefined, name };
}

function addresses(cluster: Cluster): Owners["ofAddress"] {
  const owners = new Map<string, ObjectRef[]>();
  for (const node of cluster.nodes) add(owners, node.address, nodeRef(node.name));
  for (const pod of cluster.pods) {
    if (!pod.isHostNetwork) add(owners, pod.address, podRef(pod));
  }
  for (const service of cluster.services) {
    if (!isHeadless(service)) add(owners, service.clusterIP, serviceRef(service));
  }
  for (const { name, address } of cluster.clients) {
    add(owners, address, clientRef(name));
  }
  return owners;
}

function nodePorts(cluster: Cluster): Owners["ofNodePort"] {
  const owners = new Map<string, ObjectRef[]>();
  for (const service of cluster.services) {
    for (const { protocol, nodePort } of service.ports) {
      if (nodePort !== undefined) add(owners, `${protocol} ${nodePort}`, serviceRef(service));
    }
    const { healthCheckNodePort } = service;
    if (healthCheckNodePort !== undefined)
      add(owners, `TCP ${healthCheckNodePort}`, serviceRef(service));
  }
  return owners;
}

function add(owners: Map<string, ObjectRef[]>, key: string, owner: ObjectRef): void {
  if (key === "") return;
  const others = owners.get(key);
  if (others === undefined) owners.set(key, [owner]);
  else others.push(owner);
}
