import type { ServiceChainNames } from "./chainNames";
import { type EndpointSelection, selectEndpoints } from "./endpointSelection";
import { hostPrefix, type ProxyContext } from "./proxyContext";
import type { RulePart, RuleTarget } from "./proxyRule";
import { comment, destination, destinationPort, protocol } from "./rulePart";
import {
  isExternallyAccessible,
  isExternalPolicyLocal,
  type ServicePortInfo,
} from "./servicePortInfo";

/** What traffic gets that finds no endpoint, and the words for it. */
export interface Refusal {
  readonly target: RuleTarget;
  readonly comment: string;
}

/**
 * Everything decided about one service port before a rule is written: which chains it has and where traffic enters them.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, syncProxyRules.
 */
export interface ServicePortPlan {
  readonly info: ServicePortInfo;
  readonly context: ProxyContext;
  readonly chains: ServiceChainNames;
  readonly endpoints: EndpointSelection;
  readonly usesClusterChain: boolean;
  /** In versions without a local chain never. */
  readonly usesLocalChain: boolean;
  /** Where traffic to the cluster IP goes. */
  readonly internalChain: string;
  readonly hasInternalEndpoints: boolean;
  /** Where traffic from outside goes first, unless a firewall comes before. */
  readonly externalEntry: string;
  /** Where traffic from outside goes once the external chain is done with it. */
  readonly externalPolicyChain: string;
  readonly hasExternalEndpoints: boolean;
  readonly usesExternalChain: boolean;
  /** The chain that an external policy Local had for itself before there was an external chain. */
  readonly usesExternalLocalChain: boolean;
  readonly usesFirewallChain: boolean;
  /** undefined when traffic to the cluster IP finds endpoints. */
  readonly internalRefusal: Refusal | undefined;
  readonly externalRefusal: Refusal | undefined;
}

export function planServicePort(info: ServicePortInfo, context: ProxyContext): ServicePortPlan {
  const { features } = context;
  const { chains } = info;
  const endpoints = selectEndpoints(info, context);
  const isExternalLocal = isExternalPolicyLocal(info);
  const paths = features.choosesEndpointsByTraffic
    ? pathsByTraffic(info, endpoints, context)
    : onePath(endpoints);
  const hasEntry = endpoints.hasAny && isExternallyAccessible(info);
  const hasLoadBalancer = endpoints.hasAny && info.loadBalancerIPs.length > 0;
  const oldEntry = isExternalLocal ? chains.externalLocal : chains.cluster;
  return {
    info,
    context,
    chains,
    endpoints,
    usesClusterChain: paths.usesClusterChain,
    usesLocalChain: paths.usesLocalChain,
    internalChain: paths.isInternalLocal ? chains.local : chains.cluster,
    hasInternalEndpoints: paths.hasInternal,
    externalEntry: features.externalChain ? chains.external : oldEntry,
    externalPolicyChain: isExternalLocal ? chains.local : chains.cluster,
    hasExternalEndpoints: paths.hasExternal,
    usesExternalChain: features.externalChain && hasEntry,
    usesExternalLocalChain: !features.externalChain && isExternalLocal,
    usesFirewallChain:
      hasLoadBalancer && (!features.firewallOnlyForSourceRanges || info.sourceRanges.length > 0),
    internalRefusal: paths.hasInternal ? undefined : refusal(info, endpoints),
    externalRefusal: paths.hasExternal ? undefined : refusal(info, endpoints),
  };
}

interface Paths {
  readonly usesClusterChain: boolean;
  readonly usesLocalChain: boolean;
  readonly isInternalLocal: boolean;
  readonly hasInternal: boolean;
  readonly hasExternal: boolean;
}

function pathsByTraffic(
  info: ServicePortInfo,
  endpoints: EndpointSelection,
  { features }: ProxyContext,
): Paths {
  const isInternalLocal = info.isInternalPolicyLocal;
  const isExternalLocal = isExternalPolicyLocal(info);
  const usesClusterChain = endpoints.cluster.length > 0;
  // While drops were made by a mark, a local chain without endpoints was the place to set it.
  const marksDrops = !features.dropsInFilterTable && (isInternalLocal || isExternalLocal);
  const usesLocalChain = endpoints.local.length > 0 || (marksDrops && endpoints.hasAny);
  return {
    usesClusterChain,
    usesLocalChain,
    isInternalLocal,
    hasInternal: isInternalLocal ? usesLocalChain : usesClusterChain,
    hasExternal: isExternalLocal ? usesLocalChain : usesClusterChain,
  };
}

function onePath({ hasAny }: EndpointSelection): Paths {
  return {
    usesClusterChain: hasAny,
    usesLocalChain: false,
    isInternalLocal: false,
    hasInternal: hasAny,
    hasExternal: hasAny,
  };
}

function refusal(info: ServicePortInfo, endpoints: EndpointSelection): Refusal {
  return endpoints.hasAny
    ? { target: { target: "DROP" }, comment: noLocalEndpoints(info) }
    : { target: { target: "REJECT" }, comment: `${info.label} has no endpoints` };
}

/** The words for a policy Local that finds no endpoint on its node. */
export function noLocalEndpoints({ label }: ServicePortInfo): string {
  return `${label} has no local endpoints`;
}

/** The conditions of a rule for this port on one address. */
export function toAddress(plan: ServicePortPlan, text: string, address: string): RulePart[] {
  const { protocol: name, port } = plan.info;
  const to = destination(hostPrefix(plan.context, address));
  return [comment(text), protocol(name), to, destinationPort(port.port)];
}
