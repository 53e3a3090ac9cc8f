import { hostPrefix, MARK_MASQ } from "./proxyContext";
import type { ProxyEndpoint } from "./proxyEndpoint";
import type { ProxyRule, RulePart } from "./proxyRule";
import { comment, protocol, source } from "./rulePart";
import type { ServicePortPlan } from "./servicePortPlan";

/** One chain for each endpoint that traffic on this node may be sent to. */
export function endpointChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const rules: ProxyRule[] = [];
  for (const endpoint of plan.endpoints.reachable) {
    rules.push(masqueradeRule(plan, endpoint), translationRule(plan, endpoint));
  }
  return rules;
}

/** The chain of one endpoint. */
export function endpointRules(
  plan: ServicePortPlan,
  endpoint: ProxyEndpoint,
): readonly ProxyRule[] {
  return [masqueradeRule(plan, endpoint), translationRule(plan, endpoint)];
}

/** A pod that reaches itself must not see its own address as the source, or its reply stays inside it. */
function masqueradeRule(plan: ServicePortPlan, { chain, ip, origin }: ProxyEndpoint): ProxyRule {
  const parts = withComment(plan, [source(hostPrefix(plan.context, ip))]);
  return { table: "nat", chain, parts, target: MARK_MASQ, origin };
}

function translationRule(plan: ServicePortPlan, { chain, name, origin }: ProxyEndpoint): ProxyRule {
  const parts = withComment(plan, translated(plan, chain));
  return { table: "nat", chain, parts, target: { target: "DNAT", destination: name }, origin };
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
