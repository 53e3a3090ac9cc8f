import type { Features } from "./features";
import { settingOrigin } from "./fixedFilterRules";
import type { ProxyContext } from "./proxyContext";
import type { ProxyRule, RulePart } from "./proxyRule";
import { comment, conntrackState, jumpTo } from "./rulePart";

interface TopLevelJump {
  readonly table: "filter" | "nat";
  readonly to: string;
  readonly from: readonly string[];
  readonly comment: string;
  readonly onlyNew: boolean;
}

/**
 * In the order in which kube-proxy inserts them, each before what the chain already holds.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, iptablesJumpChains.
 */
function jumpsOf(features: Features): readonly TopLevelJump[] {
  return [
    ...filterJumps(features),
    {
      table: "nat",
      to: "KUBE-SERVICES",
      from: ["OUTPUT", "PREROUTING"],
      comment: "kubernetes service portals",
      onlyNew: false,
    },
    {
      table: "nat",
      to: "KUBE-POSTROUTING",
      from: ["POSTROUTING"],
      comment: "kubernetes postrouting rules",
      onlyNew: false,
    },
    // Made even where localhost node ports are off and the chain stays empty.
    ...(features.ownsFirewallChain ? [FIREWALL_JUMP] : []),
  ];
}

function filterJumps(features: Features): readonly TopLevelJump[] {
  const refusesForwarded = features.refusesForwardedExternalTraffic;
  return [
    {
      table: "filter",
      to: "KUBE-EXTERNAL-SERVICES",
      from: refusesForwarded ? ["INPUT", "FORWARD"] : ["INPUT"],
      comment: "kubernetes externally-visible service portals",
      onlyNew: true,
    },
    ...(features.opensHealthCheckPorts ? [HEALTH_CHECK_JUMP] : []),
    {
      table: "filter",
      to: "KUBE-SERVICES",
      from: refusesForwarded ? ["FORWARD", "OUTPUT"] : ["FORWARD", "OUTPUT", "INPUT"],
      comment: "kubernetes service portals",
      onlyNew: true,
    },
    {
      table: "filter",
      to: "KUBE-FORWARD",
      from: ["FORWARD"],
      comment: "kubernetes forwarding rules",
      onlyNew: false,
    },
    ...(features.dropsInFilterTable ? [LOAD_BALANCER_FIREWALL_JUMP] : []),
  ];
}

const HEALTH_CHECK_JUMP: TopLevelJump = {
  table: "filter",
  to: "KUBE-NODEPORTS",
  from: ["INPUT"],
  comment: "kubernetes health check service ports",
  onlyNew: false,
};

const LOAD_BALANCER_FIREWALL_JUMP: TopLevelJump = {
  table: "filter",
  to: "KUBE-PROXY-FIREWALL",
  from: ["INPUT", "OUTPUT", "FORWARD"],
  comment: "kubernetes load balancer firewall",
  onlyNew: true,
};

const FIREWALL_JUMP: TopLevelJump = {
  table: "filter",
  to: "KUBE-FIREWALL",
  from: ["INPUT", "OUTPUT"],
  comment: "",
  onlyNew: false,
};

/** The rules of the built-in chains, those of one chain in the order in which they stand there. */
export function topLevelJumps({ features }: ProxyContext): readonly ProxyRule[] {
  return jumpsOf(features)
    .flatMap((jump) => jump.from.map((chain) => jumpRule(jump, chain)))
    .reverse();
}

function jumpRule(jump: TopLevelJump, chain: string): ProxyRule {
  const parts: readonly RulePart[] = [
    ...(jump.onlyNew ? [conntrackState("NEW")] : []),
    ...(jump.comment === "" ? [] : [comment(jump.comment)]),
  ];
  return {
    table: jump.table,
    chain,
    parts,
    target: jumpTo(jump.to),
    origin: settingOrigin(""),
  };
}
