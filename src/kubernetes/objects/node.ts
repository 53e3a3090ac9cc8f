import type { Labels } from "./labels";

/** A machine of the cluster: `kind: Node`, as far as packets are concerned. */
export interface Node {
  readonly name: string;
  readonly labels: Labels;
  /** IPv4 of type InternalIP, on eth0. */
  readonly address: string;
  /** Its other internal addresses, IPv6 too; on eth0 like the first. */
  readonly otherAddresses: readonly string[];
  /** IPv4 range that its pods get their addresses from: `10.244.0.0/24`. */
  readonly podCIDR: string;
  /** Its ranges in other families: `fd00:10:244:1::/64`. */
  readonly otherPodCIDRs: readonly string[];
  readonly isReady: boolean;
  /** Not in the text that was read, but needed: invented. */
  readonly isAssumed: boolean;
}

/** A node with the given fields, the rest as usual. */
export function newNode(fields: Pick<Node, "name" | "address" | "podCIDR"> & Partial<Node>): Node {
  return {
    labels: {},
    otherAddresses: [],
    otherPodCIDRs: [],
    isReady: true,
    isAssumed: false,
    ...fields,
  };
}
