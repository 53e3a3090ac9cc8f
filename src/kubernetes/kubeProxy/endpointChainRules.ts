import { hostPrefix, MARK_MASQ } from "./proxyContext";
import type { ProxyEndpoint } from "./proxyEndpoint";
import type { ProxyRule, RulePart } from "./proxyRule";
import { comment, protocol, source } from "./rulePart";
import type { ServicePortPlan } from "./servicePortPlan";

/** One chain for each endpoint that traffic on this node may be sent to. */
export function endpointChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  return plan.endpoints.reachable.flatMap((endpoint) => endpointRules(plan, endpoint));
}

/** The chain of one endpoint. */
export function endpointRules(
  plan: ServicePortPlan,
  endpoint: ProxyEndpoint,
): readonly ProxyRule[] {
  const { info, context } = plan;
  const chain = endpoint.chain;
  const label = context.isLargeCluster ? [] : [comment(info.label)];
  const base = { table: "nat", chain, origin: endpoint.origin } as const;
  const remember: readonly RulePart[] =
    info.service.clientIPAffinitySeconds === undefined ? [] : [{ part: "remember", list: chain }];
  return [
    // A pod that reaches itself must not see its own address as the source, or its reply stays inside it.
    { ...base, parts: [...label, source(hostPrefix(context, endpoint.ip))], target: MARK_MASQ },
    {
      ...base,
      parts: [...label, ...remember, protocol(info.protocol)],
      target: { target: "DNAT", destination: endpoint.name },
    },
  ];
}
