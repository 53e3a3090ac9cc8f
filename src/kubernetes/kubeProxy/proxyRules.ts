import { familyOf } from "../objects/addressFamily";
import type { Cluster } from "../objects/cluster";
import type { ProxySettings } from "../objects/proxySettings";
import { clusterIpMasqueradeRules, clusterIpRules } from "./clusterIpRules";
import { endpointChainRules } from "./endpointChainRules";
import { externalChainRules } from "./externalChainRules";
import { externalIpRules } from "./externalIpRules";
import { externalLocalChainRules } from "./externalLocalChainRules";
import { type Features, featuresOf, type KubeProxyVersion } from "./features";
import { firewallChainRules } from "./firewallChainRules";
import { filterChains, firewallRules, forwardRules } from "./fixedFilterRules";
import { FIXED_NAT_CHAINS, masqueradeRules, nodePortsJumpRules } from "./fixedNatRules";
import { healthCheckRules, loadBalancerRules } from "./loadBalancerRules";
import { nodePortRules } from "./nodePortRules";
import type { ProxyContext } from "./proxyContext";
import type { ProxyRule } from "./proxyRule";
import { interleavedServiceChainRules, serviceChainRules } from "./serviceChainRules";
import { servicePortInfos } from "./servicePortInfo";
import { planServicePort, type ServicePortPlan } from "./servicePortPlan";

/** One table of the payload: chain lines in order, then rules in order. */
export interface ProxyTableRules {
  readonly name: "filter" | "nat";
  readonly chains: readonly string[];
  readonly rules: readonly ProxyRule[];
}

/** All that kube-proxy writes on one node at a full sync. */
export interface ProxyRules {
  readonly context: ProxyContext;
  /** filter, then nat. */
  readonly tables: readonly ProxyTableRules[];
}

/** What `--nodeport-addresses` and the like are compared with; by default taken from the Node object. */
export interface ProxyPlace {
  readonly nodeName: string;
  readonly nodeAddresses: readonly string[];
  readonly settings: ProxySettings;
  readonly version: KubeProxyVersion;
}

// Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, largeClusterEndpointsThreshold
const LARGE_CLUSTER_ENDPOINTS = 1000;

/**
 * The rules of kube-proxy in iptables mode. Services stand in the cluster's order; kube-proxy itself draws theirs at random.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, syncProxyRules.
 */
export function proxyRules(cluster: Cluster, place: ProxyPlace): ProxyRules {
  const features = featuresOf(place.version);
  const family = place.settings.ipFamily;
  const infos = servicePortInfos(cluster, { nodeName: place.nodeName, family, features });
  const node = cluster.nodes.find((candidate) => candidate.name === place.nodeName);
  const endpointCount = infos.reduce((count, info) => count + info.endpoints.length, 0);
  const context: ProxyContext = {
    nodeName: place.nodeName,
    family,
    nodeAddresses: place.nodeAddresses.filter((address) => familyOf(address) === family),
    nodeLabels: node?.labels ?? {},
    nodePodCIDR: familyOf(node?.podCIDR ?? "") === family ? (node?.podCIDR ?? "") : "",
    settings: place.settings,
    features,
    isLargeCluster: endpointCount > LARGE_CLUSTER_ENDPOINTS,
  };
  const plans = infos.map((info) => planServicePort(info, context));
  const builders = buildersInOrder(features);
  const rules = plans.flatMap((plan) => builders.flatMap((build) => build(plan)));
  return {
    context,
    tables: [filterTable(context, rules), natTable(context, rules, plans.flatMap(ownChains))],
  };
}

type RuleBuilder = (plan: ServicePortPlan) => readonly ProxyRule[];

/** What writes the rules of one service port, both tables mixed, each table in order. */
function buildersInOrder(features: Features): readonly RuleBuilder[] {
  if (features.writesEndpointChainsLast) {
    return [
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
  }
  const entries = [
    clusterIpMasqueradeRules,
    clusterIpRules,
    externalIpRules,
    loadBalancerRules,
    firewallChainRules,
    nodePortRules,
    healthCheckRules,
  ];
  return features.namesEndpointChainsOnTheirOwn
    ? [
        endpointChainRules,
        externalChainRules,
        ...entries,
        serviceChainRules,
        externalLocalChainRules,
      ]
    : [...entries, interleavedServiceChainRules, externalLocalChainRules];
}

function filterTable(context: ProxyContext, rules: readonly ProxyRule[]): ProxyTableRules {
  return {
    name: "filter",
    chains: filterChains(context),
    rules: [
      ...firewallRules(context),
      ...rules.filter((rule) => rule.table === "filter"),
      ...forwardRules(context),
    ],
  };
}

/** The chains of one service port, in the order of their chain lines. */
function ownChains(plan: ServicePortPlan): readonly string[] {
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

function natTable(
  context: ProxyContext,
  rules: readonly ProxyRule[],
  serviceChains: readonly string[],
): ProxyTableRules {
  return {
    name: "nat",
    chains: [...FIXED_NAT_CHAINS, ...serviceChains],
    rules: [
      ...masqueradeRules(context),
      ...rules.filter((rule) => rule.table === "nat"),
      ...nodePortsJumpRules(context),
    ],
  };
}
