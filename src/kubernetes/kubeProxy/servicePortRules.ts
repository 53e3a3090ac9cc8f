import { clusterIpMasqueradeRules, clusterIpRules } from "./clusterIpRules";
import { endpointChainRules } from "./endpointChainRules";
import { externalChainRules } from "./externalChainRules";
import { externalIpRules } from "./externalIpRules";
import { externalLocalChainRules } from "./externalLocalChainRules";
import type { Features } from "./features";
import { firewallChainRules } from "./firewallChainRules";
import { healthCheckRules, loadBalancerRules } from "./loadBalancerRules";
import { nodePortRules } from "./nodePortRules";
import type { ProxyRule } from "./proxyRule";
import { interleavedServiceChainRules, serviceChainRules } from "./serviceChainRules";
import type { ServicePortPlan } from "./servicePortPlan";

/** The rules of one service port, both tables mixed, each table in order. */
export function servicePortRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const rules: ProxyRule[] = [];
  for (const build of buildersInOrder(plan.context.features)) {
    for (const rule of build(plan)) rules.push(rule);
  }
  return rules;
}

type RuleBuilder = (plan: ServicePortPlan) => readonly ProxyRule[];

const ENTRIES: readonly RuleBuilder[] = [
  clusterIpMasqueradeRules,
  clusterIpRules,
  externalIpRules,
  loadBalancerRules,
  firewallChainRules,
  nodePortRules,
  healthCheckRules,
];

const IN_ORDER_OF_TRAFFIC: readonly RuleBuilder[] = [
  clusterIpRules,
  externalIpRules,
  loadBalancerRules,
  nodePortRules,
  healthCheckRules,
  clusterIpMasqueradeRules,
  externalChainRules,
  firewallChainRules,
  serviceChainRules,
  endpointChainRules,
];

const ENDPOINTS_FIRST: readonly RuleBuilder[] = [
  endpointChainRules,
  externalChainRules,
  ...ENTRIES,
  serviceChainRules,
  externalLocalChainRules,
];

const INTERLEAVED: readonly RuleBuilder[] = [
  ...ENTRIES,
  interleavedServiceChainRules,
  externalLocalChainRules,
];

function buildersInOrder(features: Features): readonly RuleBuilder[] {
  if (features.writesEndpointChainsLast) return IN_ORDER_OF_TRAFFIC;
  return features.namesEndpointChainsOnTheirOwn ? ENDPOINTS_FIRST : INTERLEAVED;
}

/** The chains of one service port, in the order of their chain lines. */
export function servicePortChains(plan: ServicePortPlan): readonly string[] {
  const { chains, context } = plan;
  const { features } = context;
  const endpointChains = plan.endpoints.reachable.map((endpoint) => endpoint.chain);
  const cluster = plan.usesClusterChain ? [chains.cluster] : [];
  const local = plan.usesLocalChain ? [chains.local] : [];
  const external = plan.usesExternalChain ? [chains.external] : [];
  if (features.writesEndpointChainsLast) {
    return [...external, ...firewallLines(plan), ...cluster, ...local, ...endpointChains];
  }
  const externalLocal = plan.usesExternalLocalChain ? [chains.externalLocal] : [];
  const own = [...cluster, ...local, ...externalLocal, ...external, ...firewallLines(plan)];
  return features.namesEndpointChainsOnTheirOwn
    ? [...endpointChains, ...own]
    : [...own, ...endpointChains];
}

/** Where the chain is filled once for each address, its line is repeated too. */
function firewallLines({ usesFirewallChain, info, chains, context }: ServicePortPlan) {
  if (!usesFirewallChain) return [];
  const count = context.features.dropsInFilterTable ? 1 : info.loadBalancerIPs.length;
  return Array.from({ length: count }, () => chains.firewall);
}
