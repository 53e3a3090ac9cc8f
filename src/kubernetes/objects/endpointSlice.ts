import type { ObjectRef } from "./objectRef";
import type { TransportProtocol } from "./transportProtocol";

/** One backend in a slice: for pods, one pod. */
export interface Endpoint {
  /** All of one family; kube-proxy uses the first. */
  readonly addresses: readonly string[];
  /** "" when not told. */
  readonly nodeName: string;
  readonly zone: string;
  readonly isReady: boolean;
  readonly isServing: boolean;
  readonly isTerminating: boolean;
  /** Zones that topology hints send here. */
  readonly zoneHints: readonly string[];
  /** Nodes that topology hints send here; absent when there are none. */
  readonly nodeHints?: readonly string[];
  /** The pod behind it, when told. */
  readonly pod: ObjectRef | undefined;
}

export interface EndpointPort {
  /** The Service port's name; "" when that has none. */
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly port: number;
}

/** `kind: EndpointSlice`: backends that share their ports. */
export interface EndpointSlice {
  readonly namespace: string;
  readonly name: string;
  /** From the label `kubernetes.io/service-name`. */
  readonly serviceName: string;
  readonly addressType: "IPv4" | "IPv6" | "FQDN";
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly EndpointPort[];
}
