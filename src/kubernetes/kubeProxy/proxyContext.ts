import { type AddressFamily, familyOf, LOOPBACK_RANGE } from "../objects/addressFamily";
import type { Labels } from "../objects/labels";
import { allowsLocalhostNodePorts, type ProxySettings } from "../objects/proxySettings";
import type { Features } from "./features";
import type { RulePart, RuleTarget } from "./proxyRule";
import { jumpTo } from "./rulePart";

/** What kube-proxy on one node knows besides the services. */
export interface ProxyContext {
  readonly nodeName: string;
  /** Whose rules are written; everything of the other family is passed over. */
  readonly family: AddressFamily;
  /** The node's own addresses of the family, the first being its primary. */
  readonly nodeAddresses: readonly string[];
  readonly nodeLabels: Labels;
  /** "" when the node has none of the family. */
  readonly nodePodCIDR: string;
  readonly settings: ProxySettings;
  readonly features: Features;
  /** More than 1000 endpoints: comments are left out where they are many. */
  readonly isLargeCluster: boolean;
}

export const MARK_MASQ: RuleTarget = jumpTo("KUBE-MARK-MASQ");
export const MARK_DROP: RuleTarget = jumpTo("KUBE-MARK-DROP");

/** One address as a prefix. Older versions wrote out that all its bits count. */
export function hostPrefix({ features }: ProxyContext, address: string): string {
  if (features.omitsHostPrefix) return address;
  return `${address}/${familyOf(address) === "IPv6" ? 128 : 32}`;
}

/** What the node itself uses to talk to itself. */
export function loopbackRange({ family }: ProxyContext): string {
  return LOOPBACK_RANGE[family];
}

/** Whether node ports answer on the loopback addresses. */
export function opensLocalhost({ features, family, settings }: ProxyContext): boolean {
  if (!features.localhostNodePortsSwitch) return true;
  return family === "IPv4" && allowsLocalhostNodePorts(settings);
}

/**
 * How traffic of this node's pods is told; undefined when it cannot be.
 * Source: kubernetes v1.30 pkg/proxy/util/localdetector.go.
 */
export function localTraffic(context: ProxyContext, inverted: boolean): RulePart | undefined {
  const { settings, nodePodCIDR } = context;
  switch (settings.detectLocalMode) {
    case "ClusterCIDR":
      return sourceOrNothing(clusterCIDROf(context), inverted);
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

/** In dual-stack clusters the setting lists one range for each family; "" when there is none of this. */
function clusterCIDROf({ settings, family }: ProxyContext): string {
  const ranges = settings.clusterCIDR.split(",").map((range) => range.trim());
  return ranges.find((range) => familyOf(range) === family) ?? "";
}

function sourceOrNothing(prefix: string, inverted: boolean): RulePart | undefined {
  return prefix === "" ? undefined : { part: "source", prefix, inverted };
}

function interfaceOrNothing(name: string, inverted: boolean, suffix = ""): RulePart | undefined {
  return name === "" ? undefined : { part: "inInterface", name: name + suffix, inverted };
}
