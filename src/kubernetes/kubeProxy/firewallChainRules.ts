import { containsAddress } from "../objects/cidr";
import { hostPrefix, MARK_DROP, MARK_MASQ } from "./proxyContext";
import type { ProxyRule, RulePart, RuleTarget } from "./proxyRule";
import { comment, jumpTo, source } from "./rulePart";
import { isExternalPolicyLocal, serviceOrigin } from "./servicePortInfo";
import type { ServicePortPlan } from "./servicePortPlan";

/**
 * Lets sources through that `loadBalancerSourceRanges` lists. While drops were made by a mark, the chain was filled once
 * for each of the load balancer's addresses, over and over the same.
 */
export function firewallChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  if (!plan.usesFirewallChain) return [];
  const { loadBalancerIPs } = plan.info;
  return plan.context.features.dropsInFilterTable
    ? filledOnce(plan)
    : loadBalancerIPs.flatMap((address) => filledFor(plan, address));
}

function filledOnce(plan: ServicePortPlan): readonly ProxyRule[] {
  const { info, context } = plan;
  const ending = `other traffic to ${info.label} will be dropped by KUBE-PROXY-FIREWALL`;
  return [
    ...info.sourceRanges.map((range) => letIn(plan, range)),
    ...(allowsNode(plan) ? info.loadBalancerIPs.map((address) => letIn(plan, address)) : []),
    ...(context.features.saysWhoDropsInFirewallChain
      ? [firewallRule(plan, [comment(ending)], undefined)]
      : []),
  ];
}

function filledFor(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  const { info, context } = plan;
  const all = comment(`${info.label} loadbalancer IP`);
  const isMarkedHere = !context.features.externalChain && !isExternalPolicyLocal(info);
  const allowed = [
    ...info.sourceRanges,
    ...(allowsNode(plan) ? [hostPrefix(context, address)] : []),
  ];
  return [
    ...(isMarkedHere ? [firewallRule(plan, [all], MARK_MASQ)] : []),
    ...(info.sourceRanges.length === 0
      ? [firewallRule(plan, [all], jumpTo(plan.externalEntry))]
      : allowed.map((range) => letIn(plan, range))),
    firewallRule(plan, [all], MARK_DROP),
  ];
}

function letIn(plan: ServicePortPlan, range: string): ProxyRule {
  const parts = [comment(`${plan.info.label} loadbalancer IP`), source(range)];
  return firewallRule(plan, parts, jumpTo(plan.externalEntry));
}

/** A node that reaches the load balancer address by itself does so with that address as its source. */
function allowsNode({ info, context }: ServicePortPlan): boolean {
  const [primary = ""] = context.nodeAddresses;
  return info.sourceRanges.some((range) => containsAddress(range, primary));
}

function firewallRule(
  { info, chains }: ServicePortPlan,
  parts: readonly RulePart[],
  target: RuleTarget | undefined,
): ProxyRule {
  const field =
    info.sourceRanges.length === 0
      ? "status.loadBalancer.ingress"
      : "spec.loadBalancerSourceRanges";
  return {
    table: "nat",
    chain: chains.firewall,
    parts,
    target,
    origin: serviceOrigin(info, field),
  };
}
