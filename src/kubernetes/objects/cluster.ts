import type { EndpointSlice } from "./endpointSlice";
import type { Node } from "./node";
import type { ObjectRef } from "./objectRef";
import type { Pod } from "./pod";
import { DEFAULT_PROXY_SETTINGS, type ProxySettings } from "./proxySettings";
import type { Service } from "./service";

/** A host outside the cluster; reaches the nodes through the router. */
export interface Client {
  readonly name: string;
  /** IPv4. */
  readonly address: string;
}

/** Ranges and options that hold for the whole cluster. */
export interface ClusterSettings {
  /** Where cluster IPs come from: `10.96.0.0/16`. */
  readonly serviceCIDR: string;
  /** Where the nodes' pod ranges come from: `10.244.0.0/16`. */
  readonly podCIDR: string;
  readonly nodePortRange: { readonly from: number; readonly to: number };
  /** Prefix length of the network that the nodes share. */
  readonly nodePrefixBits: number;
  /** The router on the nodes' network, which clients are behind. */
  readonly routerAddress: string;
  readonly proxy: ProxySettings;
}

/** Everything a cluster is made of, as plain data. */
export interface Cluster {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  /** Slices that were given. A Service with a selector and without a slice here gets its endpoints from the pods. */
  readonly endpointSlices: readonly EndpointSlice[];
  readonly clients: readonly Client[];
  readonly settings: ClusterSettings;
}

const DEFAULT_CLIENT: Client = { name: "client", address: "203.0.113.7" };

/** What kubeadm and flannel take when nobody says otherwise, on a home-sized node network. */
export const DEFAULT_CLUSTER_SETTINGS: ClusterSettings = {
  serviceCIDR: "10.96.0.0/12",
  podCIDR: "10.244.0.0/16",
  nodePortRange: { from: 30000, to: 32767 },
  nodePrefixBits: 24,
  routerAddress: "192.168.1.1",
  proxy: DEFAULT_PROXY_SETTINGS,
};

/** A cluster with the given parts, and the usual client and settings. */
export function newCluster(parts: Partial<Cluster> = {}): Cluster {
  return {
    nodes: [],
    pods: [],
    services: [],
    endpointSlices: [],
    clients: [DEFAULT_CLIENT],
    settings: DEFAULT_CLUSTER_SETTINGS,
    ...parts,
  };
}

export function nodeRef(name: string): ObjectRef {
  return { kind: "Node", namespace: undefined, name };
}

export function podRef(pod: { readonly namespace: string; readonly name: string }): ObjectRef {
  return { kind: "Pod", namespace: pod.namespace, name: pod.name };
}

export function serviceRef(service: {
  readonly namespace: string;
  readonly name: string;
}): ObjectRef {
  return { kind: "Service", namespace: service.namespace, name: service.name };
}

/** What concerns the whole cluster: its ranges, and kube-proxy's settings as `proxy.…`. */
export function settingsRef(): ObjectRef {
  return { kind: "Settings", namespace: undefined, name: "cluster" };
}

/** Whether two references mean the same object. */
export function isSameObject(one: ObjectRef, other: ObjectRef): boolean {
  return one.kind === other.kind && one.namespace === other.namespace && one.name === other.name;
}
