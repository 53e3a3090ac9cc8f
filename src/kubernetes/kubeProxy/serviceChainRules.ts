import { endpointRules } from "./endpointChainRules";
import { MARK_DROP } from "./proxyContext";
import type { ProxyEndpoint } from "./proxyEndpoint";
import type { ProxyRule, RulePart } from "./proxyRule";
import { comment, jumpTo } from "./rulePart";
import { serviceOrigin } from "./servicePortInfo";
import { noLocalEndpoints, type ServicePortPlan } from "./servicePortPlan";

/** The chains that share traffic out among endpoints: all of them, then those on this node. */
export function serviceChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const { chains, endpoints } = plan;
  const rules = chainRules(plan, chains.cluster, endpoints.cluster);
  return plan.usesLocalChain ? [...rules, ...localChainRules(plan, chains.local)] : rules;
}

/** As `serviceChainRules`, each balancing rule followed by the chain that it jumps to. */
export function interleavedServiceChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const { chains, endpoints } = plan;
  return [
    ...affinityRules(plan, chains.cluster, endpoints.cluster),
    ...endpoints.cluster.flatMap((endpoint, index) => [
      balancingRule(plan, chains.cluster, { endpoint, index, count: endpoints.cluster.length }),
      ...endpointRules(plan, endpoint),
    ]),
  ];
}

/** Shares out among the endpoints of this node, or, where there are none, marks for dropping. */
export function localChainRules(plan: ServicePortPlan, chain: string): readonly ProxyRule[] {
  const { info, endpoints } = plan;
  if (endpoints.local.length > 0) return chainRules(plan, chain, endpoints.local);
  return [
    {
      table: "nat",
      chain,
      parts: [comment(noLocalEndpoints(info))],
      target: MARK_DROP,
      origin: serviceOrigin(
        info,
        info.isInternalPolicyLocal ? "spec.internalTrafficPolicy" : "spec.externalTrafficPolicy",
      ),
    },
  ];
}

function chainRules(
  plan: ServicePortPlan,
  chain: string,
  endpoints: readonly ProxyEndpoint[],
): readonly ProxyRule[] {
  const count = endpoints.length;
  const balancing = endpoints.map((endpoint, index) =>
    balancingRule(plan, chain, { endpoint, index, count }),
  );
  const affinity = affinityRules(plan, chain, endpoints);
  return affinity.length === 0 ? balancing : [...affinity, ...balancing];
}

interface PlacedEndpoint {
  readonly endpoint: ProxyEndpoint;
  /** Its place among the endpoints of the chain, from 0. */
  readonly index: number;
  readonly count: number;
}

function balancingRule(plan: ServicePortPlan, chain: string, placed: PlacedEndpoint): ProxyRule {
  const { endpoint, index, count } = placed;
  const isNumbered =
    chain === plan.chains.externalLocal && plan.context.features.numbersLocalBalancingRules;
  const words = isNumbered
    ? [comment(`Balancing rule ${index} for ${plan.info.label}`)]
    : endpointComment(plan, endpoint);
  return {
    table: "nat",
    chain,
    parts: words.length === 0 ? chance(count - index) : words.concat(chance(count - index)),
    target: jumpTo(endpoint.chain),
    origin: endpoint.origin,
  };
}

/** Sends a client that was here lately to the endpoint it had. */
function affinityRules(
  plan: ServicePortPlan,
  chain: string,
  endpoints: readonly ProxyEndpoint[],
): readonly ProxyRule[] {
  const { info } = plan;
  const seconds = info.service.clientIPAffinitySeconds;
  if (seconds === undefined) return [];
  return endpoints.map((endpoint) => ({
    table: "nat",
    chain,
    parts: [
      ...endpointComment(plan, endpoint),
      { part: "recentlySeen", list: endpoint.chain, seconds },
    ],
    target: jumpTo(endpoint.chain),
    origin: serviceOrigin(info, "spec.sessionAffinity"),
  }));
}

const NO_PARTS: readonly RulePart[] = [];

function endpointComment(plan: ServicePortPlan, endpoint: ProxyEndpoint): readonly RulePart[] {
  const { context, info } = plan;
  if (context.isLargeCluster) return NO_PARTS;
  const namesEndpoint = context.features.namesEndpointsInComments;
  return [comment(namesEndpoint ? `${info.label} -> ${endpoint.name}` : info.label)];
}

/** By the number of endpoints left: the same few stand in every Service. */
const chances = new Map<number, readonly RulePart[]>();

function chance(endpointsLeft: number): readonly RulePart[] {
  if (endpointsLeft === 1) return NO_PARTS;
  const known = chances.get(endpointsLeft);
  if (known !== undefined) return known;
  const made: readonly RulePart[] = [
    { part: "random", probability: computeProbability(endpointsLeft) },
  ];
  chances.set(endpointsLeft, made);
  return made;
}

/**
 * The chance that a rule takes the packet when `endpointsLeft` endpoints remain, as kube-proxy writes it: 10 decimals.
 * iptables-save shows another number, because the kernel stores it in 1/2^31 steps.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, computeProbability.
 */
function computeProbability(endpointsLeft: number): string {
  return (1 / endpointsLeft).toFixed(10);
}
