import type { ProxyRule } from "./proxyRule";
import { jumpTo } from "./rulePart";
import { externalIPsOf, serviceOrigin } from "./servicePortInfo";
import { type ServicePortPlan, toAddress } from "./servicePortPlan";

/** The rules that catch traffic to each of `spec.externalIPs`, wherever that address may be. */
export function externalIpRules(plan: ServicePortPlan): readonly ProxyRule[] {
  return externalIPsOf(plan.info).flatMap((address) => [
    ...caught(plan, address),
    ...refused(plan, address),
  ]);
}

function caught(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  if (!plan.endpoints.hasAny) return [];
  return [
    {
      table: "nat",
      chain: "KUBE-SERVICES",
      parts: toAddress(plan, `${plan.info.label} external IP`, address),
      target: jumpTo(plan.chains.external),
      origin: serviceOrigin(plan.info, "spec.externalIPs"),
    },
  ];
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
