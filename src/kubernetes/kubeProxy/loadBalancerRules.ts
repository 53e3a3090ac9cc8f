import { containsAddress } from "../objects/cidr";
import type { ProxyRule } from "./proxyRule";
import { comment, destinationPort, jumpTo, protocol, source } from "./rulePart";
import { serviceOrigin } from "./servicePortInfo";
import { type ServicePortPlan, toAddress } from "./servicePortPlan";

const INGRESS_FIELD = "status.loadBalancer.ingress";
const RANGES_FIELD = "spec.loadBalancerSourceRanges";

/** The rules that catch traffic to the load balancer's addresses on the nodes. */
export function loadBalancerRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const addresses = plan.info.loadBalancerIPs;
  return [
    ...addresses.flatMap((address) => [...caught(plan, address), ...unlisted(plan, address)]),
    ...addresses.flatMap((address) => refused(plan, address)),
  ];
}

function caught(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  if (!plan.endpoints.hasAny) return [];
  return [
    {
      table: "nat",
      chain: "KUBE-SERVICES",
      parts: toAddress(plan, `${plan.info.label} loadbalancer IP`, address),
      target: jumpTo(plan.usesFirewallChain ? plan.chains.firewall : plan.chains.external),
      origin: serviceOrigin(plan.info, INGRESS_FIELD),
    },
  ];
}

/** Traffic that the firewall chain let go by unchanged has a source that is not listed. */
function unlisted(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  if (!plan.usesFirewallChain) return [];
  const text = `${plan.info.label} traffic not accepted by ${plan.chains.firewall}`;
  return [
    {
      table: "filter",
      chain: "KUBE-PROXY-FIREWALL",
      parts: toAddress(plan, text, address),
      target: { target: "DROP" },
      origin: serviceOrigin(plan.info, RANGES_FIELD),
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
      origin: serviceOrigin(plan.info, INGRESS_FIELD),
    },
  ];
}

/** Lets the load balancer ask each node whether it has local endpoints. */
export function healthCheckRules({ info }: ServicePortPlan): readonly ProxyRule[] {
  const { service } = info;
  const port = service.healthCheckNodePort;
  const needsHealthCheck =
    service.type === "LoadBalancer" && service.externalTrafficPolicy === "Local";
  if (!needsHealthCheck || port === undefined || port === 0) return [];
  return [
    {
      table: "filter",
      chain: "KUBE-NODEPORTS",
      parts: [
        comment(`${info.label} health check node port`),
        protocol("tcp"),
        destinationPort(port),
      ],
      target: { target: "ACCEPT" },
      origin: serviceOrigin(info, "spec.healthCheckNodePort"),
    },
  ];
}

/** Lets sources through that `loadBalancerSourceRanges` lists. */
export function firewallChainRules(plan: ServicePortPlan): readonly ProxyRule[] {
  if (!plan.usesFirewallChain) return [];
  const { info, chains, context } = plan;
  const base = {
    table: "nat",
    chain: chains.firewall,
    origin: serviceOrigin(info, RANGES_FIELD),
  } as const;
  const letIn = (prefix: string): ProxyRule => ({
    ...base,
    parts: [comment(`${info.label} loadbalancer IP`), source(prefix)],
    target: jumpTo(chains.external),
  });
  // A node that reaches the load balancer address by itself does so with that address as its source.
  const allowsNode = info.sourceRanges.some((range) =>
    context.nodeAddresses.slice(0, 1).some((address) => containsAddress(range, address)),
  );
  return [
    ...info.sourceRanges.map(letIn),
    ...(allowsNode ? info.loadBalancerIPs.map(letIn) : []),
    {
      ...base,
      parts: [comment(`other traffic to ${info.label} will be dropped by KUBE-PROXY-FIREWALL`)],
      target: undefined,
    },
  ];
}
