import { type ServiceChainNames, serviceChainNames } from "./chainNames";
import { type EndpointSelection, selectEndpoints } from "./endpointSelection";
import type { ProxyContext } from "./proxyContext";
import type { RulePart, RuleTarget } from "./proxyRule";
import { comment, destination, destinationPort, protocol } from "./rulePart";
import {
  isExternallyAccessible,
  isExternalPolicyLocal,
  isInternalPolicyLocal,
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
  readonly usesLocalChain: boolean;
  /** Where traffic to the cluster IP goes. */
  readonly internalChain: string;
  readonly hasInternalEndpoints: boolean;
  /** Where traffic from outside goes once the external chain is done with it. */
  readonly externalPolicyChain: string;
  readonly hasExternalEndpoints: boolean;
  readonly usesExternalChain: boolean;
  readonly usesFirewallChain: boolean;
  /** undefined when traffic to the cluster IP finds endpoints. */
  readonly internalRefusal: Refusal | undefined;
  readonly externalRefusal: Refusal | undefined;
}

export function planServicePort(info: ServicePortInfo, context: ProxyContext): ServicePortPlan {
  const chains = serviceChainNames(info.label, info.protocol);
  const endpoints = selectEndpoints(info, context);
  const usesClusterChain = endpoints.cluster.length > 0;
  const usesLocalChain = endpoints.local.length > 0;
  const isInternalLocal = isInternalPolicyLocal(info);
  const isExternalLocal = isExternalPolicyLocal(info);
  const hasInternalEndpoints = isInternalLocal ? usesLocalChain : usesClusterChain;
  const hasExternalEndpoints = isExternalLocal ? usesLocalChain : usesClusterChain;
  return {
    info,
    context,
    chains,
    endpoints,
    usesClusterChain,
    usesLocalChain,
    internalChain: isInternalLocal ? chains.local : chains.cluster,
    hasInternalEndpoints,
    externalPolicyChain: isExternalLocal ? chains.local : chains.cluster,
    hasExternalEndpoints,
    usesExternalChain: endpoints.hasAny && isExternallyAccessible(info),
    usesFirewallChain:
      endpoints.hasAny && info.loadBalancerIPs.length > 0 && info.sourceRanges.length > 0,
    internalRefusal: hasInternalEndpoints ? undefined : refusal(info, endpoints),
    externalRefusal: hasExternalEndpoints ? undefined : refusal(info, endpoints),
  };
}

function refusal(info: ServicePortInfo, endpoints: EndpointSelection): Refusal {
  return endpoints.hasAny
    ? { target: { target: "DROP" }, comment: `${info.label} has no local endpoints` }
    : { target: { target: "REJECT" }, comment: `${info.label} has no endpoints` };
}

/** The conditions of a rule for this port on one address. */
export function toAddress(plan: ServicePortPlan, text: string, address: string): RulePart[] {
  const { protocol: name, port } = plan.info;
  return [comment(text), protocol(name), destination(address), destinationPort(port.port)];
}
