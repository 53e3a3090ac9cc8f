import { type AddressFamily, familyOf } from "../objects/addressFamily";
import type { Cluster } from "../objects/cluster";
import type { Node } from "../objects/node";
import type { ProxySettings } from "../objects/proxySettings";
import { type Features, featuresOf, type KubeProxyVersion } from "./features";
import { filterChains, firewallRules, forwardRules } from "./fixedFilterRules";
import { FIXED_NAT_CHAINS, masqueradeRules, nodePortsJumpRules } from "./fixedNatRules";
import type { ProxyContext } from "./proxyContext";
import type { ProxyRule } from "./proxyRule";
import { type ServiceInfo, serviceInfos } from "./servicePortInfo";
import { planServicePort } from "./servicePortPlan";
import { servicePortChains, servicePortRules } from "./servicePortRules";

/** One table of the payload: chain lines in order, then rules in order. */
export interface ProxyTableRules {
  readonly name: "filter" | "nat";
  readonly chains: readonly string[];
  readonly rules: readonly ProxyRule[];
}

/** All that kube-proxy writes on one node at a full sync. */
export interface ProxyRules {
  readonly context: ProxyContext;
  /** Those that have rules. */
  readonly services: readonly ServiceInfo[];
  /** filter, then nat; made when they are first asked for. */
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
  const { version, settings } = place;
  const family = settings.ipFamily;
  const features = featuresOf(version);
  const services = serviceInfos(cluster, { family, version, features });
  const context = contextOf(cluster, place, { features, services });
  let tables: readonly ProxyTableRules[] | undefined;
  return {
    context,
    services,
    get tables() {
      tables ??= tablesOf(services, context);
      return tables;
    },
  };
}

/** What would be written if there were no Services: the rules that all share. */
export function withoutServices({ context }: ProxyRules): ProxyRules {
  return { context, services: [], tables: tablesOf([], context) };
}

function contextOf(
  cluster: Cluster,
  { nodeName, nodeAddresses, settings }: ProxyPlace,
  found: { readonly features: Features; readonly services: readonly ServiceInfo[] },
): ProxyContext {
  const family = settings.ipFamily;
  const node = cluster.nodes.find((candidate) => candidate.name === nodeName);
  const endpointCount = found.services.reduce((count, { endpointCount: own }) => count + own, 0);
  return {
    nodeName,
    family,
    nodeAddresses: nodeAddresses.filter((address) => familyOf(address) === family),
    nodeLabels: node?.labels ?? {},
    nodePodCIDR: node === undefined ? "" : podRangeOf(node, family),
    settings,
    features: found.features,
    isLargeCluster: endpointCount > LARGE_CLUSTER_ENDPOINTS,
  };
}

function tablesOf(
  services: readonly ServiceInfo[],
  context: ProxyContext,
): readonly ProxyTableRules[] {
  const plans = services.flatMap(({ ports }) =>
    ports.map((port) => planServicePort(port, context)),
  );
  const rules = plans.flatMap(servicePortRules);
  return [filterTable(context, rules), natTable(context, rules, plans.flatMap(servicePortChains))];
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

function podRangeOf({ podCIDR, otherPodCIDRs }: Node, family: AddressFamily): string {
  return [podCIDR, ...otherPodCIDRs].find((range) => familyOf(range) === family) ?? "";
}
