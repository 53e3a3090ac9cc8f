import { localTraffic, MARK_MASQ } from "./proxyContext";
import type { ProxyRule, RulePart, RuleTarget } from "./proxyRule";
import { comment, jumpTo, localSource } from "./rulePart";
import { localChainRules } from "./serviceChainRules";
import { serviceOrigin } from "./servicePortInfo";
import type { ServicePortPlan } from "./servicePortPlan";

/**
 * The chain of an external policy Local before 1.24: pods and the node itself may use every endpoint, others only those
 * of this node. It is there, empty, even where the Service has no endpoints.
 * Source: kubernetes v1.23 pkg/proxy/iptables/proxier.go, syncProxyRules, svcXlbChain.
 */
export function externalLocalChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  if (!plan.usesExternalLocalChain || !plan.endpoints.hasAny) return [];
  const chain = plan.chains.externalLocal;
  return [...shortCircuits(plan, chain), ...localChainRules(plan, chain)];
}

function shortCircuits(plan: ServicePortPlan, chain: string): readonly ProxyRule[] {
  const { info, context, chains } = plan;
  const toCluster = jumpTo(chains.cluster);
  const local = localTraffic(context, false);
  const rule = (text: string, part: RulePart, target: RuleTarget): ProxyRule => ({
    table: "nat",
    chain,
    parts: [comment(text), part],
    target,
    origin: serviceOrigin(info, "spec.externalTrafficPolicy"),
  });
  const redirect = "Redirect pods trying to reach external loadbalancer VIP to clusterIP";
  const ofLocal = `LOCAL traffic for ${info.label} LB IP`;
  return [
    ...(local === undefined ? [] : [rule(redirect, local, toCluster)]),
    rule(`masquerade ${ofLocal}`, localSource(), MARK_MASQ),
    rule(`route ${ofLocal} to service chain`, localSource(), toCluster),
  ];
}
