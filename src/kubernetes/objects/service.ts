import type { Labels } from "./labels";
import type { TransportProtocol } from "./transportProtocol";

export const SERVICE_TYPES = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"] as const;
export type ServiceType = (typeof SERVICE_TYPES)[number];

/** How long a client keeps its pod when nobody says. Source: kubernetes v1.30 pkg/apis/core/types.go, DefaultClientIPServiceAffinitySeconds. */
export const DEFAULT_AFFINITY_SECONDS = 10_800;

/** Whether all endpoints are used or only those on the node that the traffic reaches. */
export const TRAFFIC_POLICIES = ["Cluster", "Local"] as const;
export type TrafficPolicy = (typeof TRAFFIC_POLICIES)[number];

/** One port of a Service. */
export interface ServicePort {
  /** "" for the only port of a Service that does not name it. */
  readonly name: string;
  readonly protocol: TransportProtocol;
  /** 1 to 65535. */
  readonly port: number;
  /** On the pod: a number, or the name of a container's port. */
  readonly targetPort: number | string;
  /** undefined when nodes do not listen for it. */
  readonly nodePort: number | undefined;
}

/** An address that a load balancer has for the Service. */
export interface LoadBalancerIngress {
  readonly ip: string;
  /** `Proxy` means the load balancer changes the destination itself, so kube-proxy leaves the address alone. */
  readonly ipMode: "VIP" | "Proxy";
}

/** `kind: Service`, as far as packets are concerned. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly type: ServiceType;
  /** IPv4; "None" for a headless Service; "" when it has none (ExternalName). */
  readonly clusterIP: string;
  /** Its other cluster IPs (IPv6): kept, not used yet. */
  readonly otherClusterIPs: readonly string[];
  /** undefined: endpoints are not selected but given. */
  readonly selector: Labels | undefined;
  readonly ports: readonly ServicePort[];
  readonly externalTrafficPolicy: TrafficPolicy;
  readonly internalTrafficPolicy: TrafficPolicy;
  /** undefined: no affinity. Otherwise how long a client keeps its pod. */
  readonly clientIPAffinitySeconds: number | undefined;
  readonly externalIPs: readonly string[];
  readonly loadBalancerIngress: readonly LoadBalancerIngress[];
  readonly loadBalancerSourceRanges: readonly string[];
  readonly healthCheckNodePort: number | undefined;
}

/** A Service with the given fields, the rest as the API server fills them in. */
export function newService(
  fields: Pick<Service, "name" | "clusterIP" | "ports"> & Partial<Service>,
): Service {
  return {
    namespace: "default",
    labels: {},
    annotations: {},
    type: "ClusterIP",
    otherClusterIPs: [],
    selector: undefined,
    externalTrafficPolicy: "Cluster",
    internalTrafficPolicy: "Cluster",
    clientIPAffinitySeconds: undefined,
    externalIPs: [],
    loadBalancerIngress: [],
    loadBalancerSourceRanges: [],
    healthCheckNodePort: undefined,
    ...fields,
  };
}

/** Whether it has no address of its own, so that kube-proxy writes nothing for it. */
export function isHeadless(service: Service): boolean {
  return service.clusterIP === "None" || service.clusterIP === "";
}
