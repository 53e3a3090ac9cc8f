import type { ProxyEndpoint } from "./proxyEndpoint";
import type { ProxyRule, RulePart } from "./proxyRule";
import { comment, jumpTo } from "./rulePart";
import { serviceOrigin } from "./servicePortInfo";
import type { ServicePortPlan } from "./servicePortPlan";

/** The chains that share traffic out among endpoints: all of them, then those on this node. */
export function serviceChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const { chains, endpoints } = plan;
  return [
    ...chainRules(plan, chains.cluster, endpoints.cluster),
    ...chainRules(plan, chains.local, endpoints.local),
  ];
}

function chainRules(
  plan: ServicePortPlan,
  chain: string,
  endpoints: readonly ProxyEndpoint[],
): readonly ProxyRule[] {
  return [
    ...endpoints.flatMap((endpoint) => affinityRules(plan, chain, endpoint)),
    ...endpoints.map((endpoint, index) => {
      const endpointsLeft = endpoints.length - index;
      return {
        table: "nat",
        chain,
        parts: [...endpointComment(plan, endpoint), ...chance(endpointsLeft)],
        target: jumpTo(endpoint.chain),
        origin: endpoint.origin,
      } as const;
    }),
  ];
}

/** Sends a client that was here lately to the endpoint it had. */
function affinityRules(
  plan: ServicePortPlan,
  chain: string,
  endpoint: ProxyEndpoint,
): readonly ProxyRule[] {
  const { info } = plan;
  const seconds = info.service.clientIPAffinitySeconds;
  if (seconds === undefined) return [];
  const list = endpoint.chain;
  return [
    {
      table: "nat",
      chain,
      parts: [...endpointComment(plan, endpoint), { part: "recentlySeen", list, seconds }],
      target: jumpTo(list),
      origin: serviceOrigin(info, "spec.sessionAffinity"),
    },
  ];
}

function endpointComment(plan: ServicePortPlan, endpoint: ProxyEndpoint): readonly RulePart[] {
  if (plan.context.isLargeCluster) return [];
  return [comment(`${plan.info.label} -> ${endpoint.name}`)];
}

function chance(endpointsLeft: number): readonly RulePart[] {
  if (endpointsLeft === 1) return [];
  return [{ part: "random", probability: computeProbability(endpointsLeft) }];
}

/**
 * The chance that a rule takes the packet when `endpointsLeft` endpoints remain, as kube-proxy writes it: 10 decimals.
 * iptables-save shows another number, because the kernel stores it in 1/2^31 steps.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, computeProbability.
 */
function computeProbability(endpointsLeft: number): string {
  return (1 / endpointsLeft).toFixed(10);
}
