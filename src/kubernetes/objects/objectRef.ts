export const OBJECT_KINDS = [
  "Node",
  "Pod",
  "Service",
  "EndpointSlice",
  "Endpoints",
  "Ingress",
  "Deployment",
  "ReplicaSet",
  "StatefulSet",
  "DaemonSet",
  "Client",
  "Settings",
] as const;
/** `Client` and `Settings` are ours: a host outside the cluster, and how kube-proxy and the ranges are set. */
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** Which object of a cluster is meant. */
export interface ObjectRef {
  readonly kind: ObjectKind;
  /** undefined for what has none: nodes, clients, settings. */
  readonly namespace: string | undefined;
  readonly name: string;
}

/** The reference as a person reads it: `Service default/web`, `Node node-a`. */
export function printObjectRef(ref: ObjectRef): string {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  return ref.kind === "Settings" ? "Settings" : `${ref.kind} ${name}`;
}
