import { localTraffic, MARK_MASQ } from "./proxyContext";
import type { ProxyRule } from "./proxyRule";
import { comment, jumpTo, localSource } from "./rulePart";
import { isExternalPolicyLocal, serviceOrigin } from "./servicePortInfo";
import type { ServicePortPlan } from "./servicePortPlan";

/** What happens to traffic from outside before it is given to an endpoint. */
export function externalChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  if (!plan.usesExternalChain) return [];
  const rules = isExternalPolicyLocal(plan.info) ? shortCircuitRules(plan) : masqueradeRules(plan);
  if (!plan.hasExternalEndpoints) return rules;
  return [
    ...rules,
    { ...externalChain(plan), parts: [], target: jumpTo(plan.externalPolicyChain) },
  ];
}

function externalChain({ info, chains }: ServicePortPlan) {
  return {
    table: "nat",
    chain: chains.external,
    origin: serviceOrigin(info, "spec.externalTrafficPolicy"),
  } as const;
}

/** Policy Cluster: the endpoint may be on another node, so the reply must come back through this one. */
function masqueradeRules(plan: ServicePortPlan): readonly ProxyRule[] {
  return [
    {
      ...externalChain(plan),
      parts: [comment(`masquerade traffic for ${plan.info.label} external destinations`)],
      target: MARK_MASQ,
    },
  ];
}

/** Policy Local: pods and the node itself may still use every endpoint. */
function shortCircuitRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const base = externalChain(plan);
  const { label } = plan.info;
  const toCluster = jumpTo(plan.chains.cluster);
  const local = localTraffic(plan.context, false);
  const fromPods: readonly ProxyRule[] =
    local === undefined
      ? []
      : [
          {
            ...base,
            parts: [comment(`pod traffic for ${label} external destinations`), local],
            target: toCluster,
          },
        ];
  return [
    ...fromPods,
    {
      ...base,
      parts: [
        comment(`masquerade LOCAL traffic for ${label} external destinations`),
        localSource(),
      ],
      target: MARK_MASQ,
    },
    {
      ...base,
      parts: [comment(`route LOCAL traffic for ${label} external destinations`), localSource()],
      target: toCluster,
    },
  ];
}
