import type { Cluster } from "../objects/cluster";
import type { ProxySettings } from "../objects/proxySettings";
import { clusterIpMasqueradeRules, clusterIpRules } from "./clusterIpRules";
import { endpointChainRules } from "./endpointChainRules";
import { externalChainRules } from "./externalChainRules";
import { externalIpRules } from "./externalIpRules";
import { featuresOf, type KubeProxyVersion } from "./features";
import { filterChains, firewallRules, forwardRules } from "./fixedFilterRules";
import { FIXED_NAT_CHAINS, masqueradeRules, nodePortsJumpRules } from "./fixedNatRules";
import { firewallChainRules, healthCheckRules, loadBalancerRules } from "./loadBalancerRules";
import { nodePortRules } from "./nodePortRules";
import type { ProxyContext } from "./proxyContext";
import type { ProxyRule } from "./proxyRule";
import { serviceChainRules } from "./serviceChainRules";
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
  const infos = servicePortInfos(cluster, place.nodeName, features);
  const node = cluster.nodes.find((candidate) => candidate.name === place.nodeName);
  const endpointCount = infos.reduce((count, info) => count + info.endpoints.length, 0);
  const context: ProxyContext = {
    nodeName: place.nodeName,
    nodeAddresses: place.nodeAddresses,
    nodeLabels: node?.labels ?? {},
    nodePodCIDR: node?.podCIDR ?? "",
    settings: place.settings,
    features,
    isLargeCluster: endpointCount > LARGE_CLUSTER_ENDPOINTS,
  };
  const plans = infos.map((info) => planServicePort(info, context));
  const rules = plans.flatMap(rulesOf);
  return {
    context,
    tables: [filterTable(context, rules), natTable(context, rules, plans.flatMap(ownChains))],
  };
}

/** The rules of one service port, both tables mixed, each table in order. */
function rulesOf(plan: ServicePortPlan): readonly ProxyRule[] {
  return [
    ...clusterIpRules(plan),
    ...externalIpRules(plan),
    ...loadBalancerRules(plan),
    ...nodePortRules(plan),
    ...healthCheckRules(plan),
    ...clusterIpMasqueradeRules(plan),
    ...externalChainRules(plan),
    ...firewallChainRules(plan),
    ...serviceChainRules(plan),
    ...endpointChainRules(plan),
  ];
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
  const { chains } = plan;
  return [
    ...(plan.usesExternalChain ? [chains.external] : []),
    ...(plan.usesFirewallChain ? [chains.firewall] : []),
    ...(plan.usesClusterChain ? [chains.cluster] : []),
    ...(plan.usesLocalChain ? [chains.local] : []),
    ...plan.endpoints.reachable.map((endpoint) => endpoint.chain),
  ];
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
