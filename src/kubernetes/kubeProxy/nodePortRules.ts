import { loopbackRange, MARK_MASQ, opensLocalhost } from "./proxyContext";
import type { ProxyRule, RulePart, RuleTarget } from "./proxyRule";
import {
  comment,
  destination,
  destinationPort,
  jumpTo,
  localDestination,
  protocol,
  source,
} from "./rulePart";
import { isExternalPolicyLocal, portOrigin } from "./servicePortInfo";
import type { ServicePortPlan } from "./servicePortPlan";

/** The rules that catch traffic to the port on any address of the node. */
export function nodePortRules(plan: ServicePortPlan): readonly ProxyRule[] {
  const { info } = plan;
  const { nodePort } = info.port;
  // The API server lets no other type have a node port; with one, the external chain would be missing.
  const mayHaveOne = info.service.type === "NodePort" || info.service.type === "LoadBalancer";
  if (!mayHaveOne || nodePort === undefined || nodePort === 0) return [];
  return [...(plan.endpoints.hasAny ? caught(plan, nodePort) : []), ...refused(plan, nodePort)];
}

function caught(plan: ServicePortPlan, nodePort: number): readonly ProxyRule[] {
  const { context, externalEntry } = plan;
  const nodePorts = nodePortRule(plan, "KUBE-NODEPORTS");
  const toPort = destinationPort(nodePort);
  const jump = nodePorts([toPort], jumpTo(externalEntry));
  if (!context.features.externalChain) return [...marked(plan, toPort), jump];
  if (!countsLocalhost(plan)) return [jump];
  const ofLocalhost: readonly RulePart[] = [
    destination(loopbackRange(context)),
    toPort,
    { part: "counter", name: "localhost_nps_accepted_pkts" },
  ];
  return [nodePorts(ofLocalhost, jumpTo(externalEntry)), jump];
}

function nodePortRule({ info }: ServicePortPlan, chain: string) {
  return (parts: readonly RulePart[], target: RuleTarget): ProxyRule => ({
    table: "nat",
    chain,
    parts: [comment(info.label), protocol(info.protocol), ...parts],
    target,
    origin: portOrigin(info, "nodePort"),
  });
}

/** Before there was an external chain: what comes from outside, under policy Local only what comes from loopback. */
function marked(plan: ServicePortPlan, toPort: RulePart): readonly ProxyRule[] {
  const { info, context, chains } = plan;
  if (isExternalPolicyLocal(info)) {
    const fromLoopback = [toPort, source(loopbackRange(context))];
    return [nodePortRule(plan, "KUBE-NODEPORTS")(fromLoopback, MARK_MASQ)];
  }
  const chain = context.features.masqueradesInServiceChain ? chains.cluster : "KUBE-NODEPORTS";
  return [nodePortRule(plan, chain)([toPort], MARK_MASQ)];
}

/** Counts who still relies on node ports of 127.0.0.1. */
function countsLocalhost({ context }: ServicePortPlan): boolean {
  const { features, settings, family } = context;
  const counts = features.countsWithNfacct && settings.hasNfacct === true;
  return counts && family === "IPv4" && opensLocalhost(context);
}

function refused(plan: ServicePortPlan, nodePort: number): readonly ProxyRule[] {
  const { info, externalRefusal } = plan;
  if (externalRefusal === undefined) return [];
  return [
    {
      table: "filter",
      chain: "KUBE-EXTERNAL-SERVICES",
      parts: [
        comment(externalRefusal.comment),
        localDestination(),
        protocol(info.protocol),
        destinationPort(nodePort),
      ],
      target: externalRefusal.target,
      origin: portOrigin(info, "nodePort"),
    },
  ];
}
