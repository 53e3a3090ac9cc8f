import { localTraffic, MARK_MASQ } from "./proxyContext";
import type { ProxyRule, RulePart, RuleTarget } from "./proxyRule";
import { jumpTo, localDestination, notLocalSource } from "./rulePart";
import { isExternalPolicyLocal, serviceOrigin } from "./servicePortInfo";
import { type ServicePortPlan, toAddress } from "./servicePortPlan";

/** The rules that catch traffic to each of `spec.externalIPs`, wherever that address may be. */
export function externalIpRules(plan: ServicePortPlan): readonly ProxyRule[] {
  return plan.info.externalIPs.flatMap((address) => [
    ...caught(plan, address),
    ...refused(plan, address),
  ]);
}

function caught(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  if (!plan.endpoints.hasAny) return [];
  const { features } = plan.context;
  const jump = { chain: "KUBE-SERVICES", parts: [], target: jumpTo(plan.externalEntry) };
  if (features.externalChain) return [externalIpRule(plan, address, jump)];
  if (features.externalIPsNeedNoDevice) {
    const isMarked = !isExternalPolicyLocal(plan.info);
    return [
      ...(isMarked ? [externalIpRule(plan, address, markFromElsewhere(plan))] : []),
      externalIpRule(plan, address, jump),
    ];
  }
  return caughtByDevice(plan, address);
}

interface RuleEnd {
  readonly chain: string;
  /** What is tested after the address. */
  readonly parts: readonly RulePart[];
  readonly target: RuleTarget;
}

function externalIpRule(plan: ServicePortPlan, address: string, end: RuleEnd): ProxyRule {
  const { chain, parts, target } = end;
  return {
    table: "nat",
    chain,
    parts: [...toAddress(plan, `${plan.info.label} external IP`, address), ...parts],
    target,
    origin: serviceOrigin(plan.info, "spec.externalIPs"),
  };
}

/** Local traffic keeps its source; where it cannot be told, none does. */
function markFromElsewhere({ context, chains }: ServicePortPlan): RuleEnd {
  const notLocal = localTraffic(context, true);
  return {
    chain: context.features.masqueradesInServiceChain ? chains.cluster : "KUBE-SERVICES",
    parts: notLocal === undefined ? [] : [notLocal],
    target: MARK_MASQ,
  };
}

/** Traffic of pods on a bridge is left to the address's owner, unless that is this node. */
function caughtByDevice(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  const followsPolicy =
    plan.context.features.externalIPsFollowPolicy && isExternalPolicyLocal(plan.info);
  const target = jumpTo(followsPolicy ? plan.externalEntry : plan.chains.cluster);
  const ends: readonly RuleEnd[] = [
    ...(followsPolicy ? [] : [{ chain: "KUBE-SERVICES", parts: [], target: MARK_MASQ }]),
    { chain: "KUBE-SERVICES", parts: [{ part: "notBridged" }, notLocalSource()], target },
    { chain: "KUBE-SERVICES", parts: [localDestination()], target },
  ];
  return ends.map((end) => externalIpRule(plan, address, end));
}

function refused(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  if (plan.externalRefusal === undefined) return [];
  return [
    {
      table: "filter",
      chain: "KUBE-EXTERNAL-SERVICES",
      parts: toAddress(plan, plan.externalRefusal.comment, address),
      target: plan.externalRefusal.target,
      origin: serviceOrigin(plan.info, "spec.externalIPs"),
    },
  ];
}
