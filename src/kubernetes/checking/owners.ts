import { type Cluster, nodeRef, podRef, serviceRef } from "../objects/cluster";
import type { ObjectRef } from "../objects/objectRef";
import { isHeadless } from "../objects/service";

/** Who has an address or a node port; more than one means a clash. */
export interface Owners {
  readonly ofAddress: ReadonlyMap<string, readonly ObjectRef[]>;
  /** By `TCP 30080`; a Service that has it twice stands there twice. */
  readonly ofNodePort: ReadonlyMap<string, readonly ObjectRef[]>;
}

const known = new WeakMap<Cluster, Owners>();

/** Made once for each cluster, so that checking all fields of a large one takes one pass. */
export function ownersIn(cluster: Cluster): Owners {
  const made = known.get(cluster) ?? {
    ofAddress: addresses(cluster),
    ofNodePort: nodePorts(cluster),
  };
  known.set(cluster, made);
  return made;
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
    add(owners, address, { kind: "Client", namespace: undefined, name });
  }
  return owners;
}

function nodePorts(cluster: Cluster): Owners["ofNodePort"] {
  const owners = new Map<string, ObjectRef[]>();
  for (const service of cluster.services) {
    for (const { protocol, nodePort } of service.ports) {
      if (nodePort !== undefined) add(owners, `${protocol} ${nodePort}`, serviceRef(service));
    }
  }
  return owners;
}

function add(owners: Map<string, ObjectRef[]>, key: string, owner: ObjectRef): void {
  if (key === "") return;
  const others = owners.get(key);
  if (others === undefined) owners.set(key, [owner]);
  else others.push(owner);
}
