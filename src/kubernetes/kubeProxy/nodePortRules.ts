import type { ProxyRule } from "./proxyRule";
import { comment, destinationPort, jumpTo, localDestination, protocol } from "./rulePart";
import { portOrigin } from "./servicePortInfo";
import type { ServicePortPlan } from "./servicePortPlan";

/** The rules that catch traffic to the port on any address of the node. */
export function nodePortRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const { info } = plan;
  const { nodePort } = info.port;
  // The API server lets no other type have a node port; with one, the external chain would be missing.
  const mayHaveOne = info.service.type === "NodePort" || info.service.type === "LoadBalancer";
  if (!mayHaveOne || nodePort === undefined || nodePort === 0) return [];
  const origin = portOrigin(info, "nodePort");
  const rules: ProxyRule[] = [];
  if (plan.endpoints.hasAny) {
    rules.push({
      table: "nat",
      chain: "KUBE-NODEPORTS",
      parts: [comment(info.label), protocol(info.protocol), destinationPort(nodePort)],
      target: jumpTo(plan.chains.external),
      origin,
    });
  }
  if (plan.externalRefusal !== undefined) {
    rules.push({
      table: "filter",
      chain: "KUBE-EXTERNAL-SERVICES",
      parts: [
        comment(plan.externalRefusal.comment),
        localDestination(),
        protocol(info.protocol),
        destinationPort(nodePort),
      ],
      target: plan.externalRefusal.target,
      origin,
    });
  }
  return rules;
}
