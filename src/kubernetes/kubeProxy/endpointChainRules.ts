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
  const { chain, origin } = endpoint;
  return [
    // A pod that reaches itself must not see its own address as the source, or its reply stays inside it.
    {
      table: "nat",
      chain,
      parts: withComment(plan, [source(hostPrefix(plan.context, endpoint.ip))]),
      target: MARK_MASQ,
      origin,
    },
    {
      table: "nat",
      chain,
      parts: withComment(plan, translated(plan, chain)),
      target: { target: "DNAT", destination: endpoint.name },
      origin,
    },
  ];
}

function withComment({ info, context }: ServicePortPlan, parts: readonly RulePart[]) {
  return context.isLargeCluster ? parts : [comment(info.label), ...parts];
}

/** With session affinity the client is remembered by the endpoint's own list. */
function translated({ info }: ServicePortPlan, list: string): readonly RulePart[] {
  const ofProtocol = protocol(info.protocol);
  return info.service.clientIPAffinitySeconds === undefined
    ? [ofProtocol]
    : [{ part: "remember", list }, ofProtocol];
}
