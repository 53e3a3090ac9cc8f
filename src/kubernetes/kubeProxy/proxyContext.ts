import type { Labels } from "../objects/labels";
import type { ProxySettings } from "../objects/proxySettings";
import type { Features } from "./features";
import type { RulePart, RuleTarget } from "./proxyRule";
import { jumpTo } from "./rulePart";

/** What kube-proxy on one node knows besides the services. */
export interface ProxyContext {
  readonly nodeName: string;
  /** The node's own addresses, the first being its primary. */
  readonly nodeAddresses: readonly string[];
  readonly nodeLabels: Labels;
  readonly nodePodCIDR: string;
  readonly settings: ProxySettings;
  readonly features: Features;
  /** More than 1000 endpoints: comments are left out where they are many. */
  readonly isLargeCluster: boolean;
}

export const MARK_MASQ: RuleTarget = jumpTo("KUBE-MARK-MASQ");

/**
 * How traffic of this node's pods is told; undefined when it cannot be.
 * Source: kubernetes v1.30 pkg/proxy/util/localdetector.go.
 */
export function localTraffic(context: ProxyContext, inverted: boolean): RulePart | undefined {
  const { settings, nodePodCIDR } = context;
  switch (settings.detectLocalMode) {
    case "ClusterCIDR":
      return sourceOrNothing(settings.clusterCIDR, inverted);
    case "NodeCIDR":
      return sourceOrNothing(nodePodCIDR, inverted);
    case "BridgeInterface":
      return interfaceOrNothing(settings.bridgeInterface, inverted);
    case "InterfaceNamePrefix":
      return interfaceOrNothing(settings.interfaceNamePrefix, inverted, "+");
    case "none":
      return undefined;
  }
}

function sourceOrNothing(prefix: string, inverted: boolean): RulePart | undefined {
  return prefix === "" ? undefined : { part: "source", prefix, inverted };
}

function interfaceOrNothing(name: string, inverted: boolean, suffix = ""): RulePart | undefined {
  return name === "" ? undefined : { part: "inInterface", name: name + suffix, inverted };
}
