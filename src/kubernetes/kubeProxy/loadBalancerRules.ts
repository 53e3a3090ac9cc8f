import type { ProxyRule } from "./proxyRule";
import { comment, destinationPort, jumpTo, protocol } from "./rulePart";
import { serviceOrigin } from "./servicePortInfo";
import { type ServicePortPlan, toAddress } from "./servicePortPlan";

const INGRESS_FIELD = "status.loadBalancer.ingress";

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
      target: jumpTo(plan.usesFirewallChain ? plan.chains.firewall : plan.externalEntry),
      origin: serviceOrigin(plan.info, INGRESS_FIELD),
    },
  ];
}

/** Traffic that the firewall chain let go by unchanged has a source that is not listed. */
function unlisted(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  if (!plan.usesFirewallChain || !plan.context.features.dropsInFilterTable) return [];
  const text = `${plan.info.label} traffic not accepted by ${plan.chains.firewall}`;
  return [
    {
      table: "filter",
      chain: "KUBE-PROXY-FIREWALL",
      parts: toAddress(plan, text, address),
      target: { target: "DROP" },
      origin: serviceOrigin(plan.info, "spec.loadBalancerSourceRanges"),
    },
  ];
}

function refused(plan: ServicePortPlan, address: string): readonly ProxyRule[] {
  const { externalRefusal, context } = plan;
  if (externalRefusal === undefined) return [];
  const isRefusedOutside = context.features.refusesForwardedExternalTraffic;
  return [
    {
      table: "filter",
      chain: isRefusedOutside ? "KUBE-EXTERNAL-SERVICES" : "KUBE-SERVICES",
      parts: toAddress(plan, externalRefusal.comment, address),
      target: externalRefusal.target,
      origin: serviceOrigin(plan.info, INGRESS_FIELD),
    },
  ];
}

/** Lets the load balancer ask each node whether it has local endpoints. */
export function healthCheckRules({ info, context }: ServicePortPlan): readonly ProxyRule[] {
  const { service } = info;
  const port = service.healthCheckNodePort;
  const needsHealthCheck =
    service.type === "LoadBalancer" && service.externalTrafficPolicy === "Local";
  const opensPort = context.features.opensHealthCheckPorts && needsHealthCheck;
  if (!opensPort || port === undefined || port === 0) return [];
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
