import type { Labels } from "./labels";
import type { TransportProtocol } from "./transportProtocol";

/** A port that a container names; a Service's `targetPort` may be such a name. */
export interface ContainerPort {
  readonly name: string;
  readonly protocol: TransportProtocol;
  /** 1 to 65535. */
  readonly port: number;
}

/** `kind: Pod`, as far as packets are concerned. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  /** The node it runs on; "" while it is not scheduled. */
  readonly nodeName: string;
  /** IPv4; "" while it has none. A pod on the host network has its node's. */
  readonly address: string;
  /** Its other addresses, as in a dual-stack cluster: IPv6. */
  readonly otherAddresses: readonly string[];
  readonly isHostNetwork: boolean;
  /** Condition Ready. */
  readonly isReady: boolean;
  /** Has a deletionTimestamp: about to go, may still serve. */
  readonly isTerminating: boolean;
  readonly containerPorts: readonly ContainerPort[];
  /** Not in the text that was read, but spoken of there (an endpoint): invented. */
  readonly isAssumed: boolean;
}

/** A ready pod with the given fields, the rest as usual. */
export function newPod(fields: Pick<Pod, "name" | "nodeName" | "address"> & Partial<Pod>): Pod {
  return {
    namespace: "default",
    labels: {},
    otherAddresses: [],
    isHostNetwork: false,
    isReady: true,
    isTerminating: false,
    containerPorts: [],
    isAssumed: false,
    ...fields,
  };
}
