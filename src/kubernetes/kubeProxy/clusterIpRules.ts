import { localTraffic, MARK_MASQ } from "./proxyContext";
import type { ProxyRule, RulePart } from "./proxyRule";
import { jumpTo } from "./rulePart";
import { serviceOrigin } from "./servicePortInfo";
import { type ServicePortPlan, toAddress } from "./servicePortPlan";

/** The rule that catches traffic to the cluster IP, or refuses it when there is nowhere to send it. */
export function clusterIpRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const { info, internalRefusal } = plan;
  const { clusterIP } = info;
  if (internalRefusal !== undefined) {
    return [
      {
        table: "filter",
        chain: "KUBE-SERVICES",
        parts: toAddress(plan, internalRefusal.comment, clusterIP),
        target: internalRefusal.target,
        origin: serviceOrigin(info, "spec.clusterIP"),
      },
    ];
  }
  return [
    {
      table: "nat",
      chain: "KUBE-SERVICES",
      parts: toAddress(plan, `${info.label} cluster IP`, clusterIP),
      target: jumpTo(plan.internalChain),
      origin: serviceOrigin(info, "spec.clusterIP"),
    },
  ];
}

/** Masquerades traffic to the cluster IP that comes from outside the pods, so that replies come back here. */
export function clusterIpMasqueradeRules(plan: ServicePortPlan): readonly ProxyRule[] {
  if (!plan.hasInternalEndpoints) return [];
  const fromElsewhere = masqueradedSource(plan);
  if (fromElsewhere === undefined) return [];
  const { info, context } = plan;
  return [
    {
      table: "nat",
      chain: context.features.masqueradesInServiceChain ? plan.internalChain : "KUBE-SERVICES",
      parts: [...toAddress(plan, `${info.label} cluster IP`, info.clusterIP), ...fromElsewhere],
      target: MARK_MASQ,
      origin: serviceOrigin(info, "spec.clusterIP"),
    },
  ];
}

/** undefined when nothing is to be masqueraded, because local traffic cannot be told. */
function masqueradedSource({ context }: ServicePortPlan): readonly RulePart[] | undefined {
  if (context.settings.masqueradeAll) return [];
  const notLocal = localTraffic(context, true);
  return notLocal === undefined ? undefined : [notLocal];
}
