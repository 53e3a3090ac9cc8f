import type { ObjectRef } from "../objects/objectRef";
import { masqueradeRules } from "./fixedNatRules";
import type { ProxyContext } from "./proxyContext";
import type { ProxyRule, RuleTable } from "./proxyRule";
import { comment, destination, jumpTo, notConntrackState, notSource } from "./rulePart";

/** What the kubelet has made on a node before kube-proxy starts there. */
export interface KubeletRules {
  readonly chains: Readonly<Record<RuleTable, readonly string[]>>;
  /** Those of one chain in order. */
  readonly rules: readonly ProxyRule[];
}

const KUBELET: ObjectRef = { kind: "Settings", namespace: undefined, name: "kubelet" };
/** Empty chain that tells the kubelet, by being gone, that somebody flushed the table. */
const CANARY_CHAIN = "KUBE-KUBELET-CANARY";
/** Source: kubernetes v1.24 pkg/kubelet/apis/config/v1beta1/defaults.go, DefaultIPTablesDropBit 15. */
const DROP_MARK = "0x00008000";

/**
 * The chains and rules of the kubelet, of the same version as kube-proxy.
 * Source: kubernetes v1.24 and v1.30 pkg/kubelet/kubelet_network_linux.go.
 */
export function kubeletRules(context: ProxyContext): KubeletRules {
  const { features, family } = context;
  if (family === "IPv6" && !features.kubeletKnowsBothFamilies) return NOTHING;
  const marksDrops = features.kubeletFillsMarkDropChain;
  const guardsLoopback = features.kubeletGuardsLoopback && family === "IPv4";
  return {
    chains: {
      mangle: [...(features.kubeletLeavesHint ? ["KUBE-IPTABLES-HINT"] : []), CANARY_CHAIN],
      filter: [...(marksDrops || guardsLoopback ? ["KUBE-FIREWALL"] : []), CANARY_CHAIN],
      nat: [
        ...(marksDrops ? ["KUBE-MARK-DROP", "KUBE-MARK-MASQ", "KUBE-POSTROUTING"] : []),
        CANARY_CHAIN,
      ],
    },
    rules: [
      ...(marksDrops || guardsLoopback ? firewallJumps() : []),
      ...(marksDrops
        ? [dropMarked(), ...markDropRules(), ...ofKubelet(masqueradeRules(context))]
        : []),
      ...(guardsLoopback ? [dropMartians()] : []),
    ],
  };
}

const NOTHING: KubeletRules = { chains: { mangle: [], filter: [], nat: [] }, rules: [] };

/** The rule that gives a mark to what is to be dropped. */
export function markDropRules(): readonly ProxyRule[] {
  return [
    {
      table: "nat",
      chain: "KUBE-MARK-DROP",
      parts: [],
      target: { target: "MARK", operation: "or", mark: DROP_MARK },
      origin: { object: KUBELET, field: "iptablesDropBit" },
    },
  ];
}

function firewallJumps(): readonly ProxyRule[] {
  return ["INPUT", "OUTPUT"].map((chain) => ({
    table: "filter",
    chain,
    parts: [],
    target: jumpTo("KUBE-FIREWALL"),
    origin: { object: KUBELET, field: "" },
  }));
}

function dropMarked(): ProxyRule {
  return {
    table: "filter",
    chain: "KUBE-FIREWALL",
    parts: [
      comment("kubernetes firewall for dropping marked packets"),
      { part: "mark", mark: DROP_MARK, inverted: false },
    ],
    target: { target: "DROP" },
    origin: { object: KUBELET, field: "iptablesDropBit" },
  };
}

function dropMartians(): ProxyRule {
  return {
    table: "filter",
    chain: "KUBE-FIREWALL",
    parts: [
      comment("block incoming localnet connections"),
      destination("127.0.0.0/8"),
      notSource("127.0.0.0/8"),
      notConntrackState("RELATED,ESTABLISHED,DNAT"),
    ],
    target: { target: "DROP" },
    origin: { object: KUBELET, field: "" },
  };
}

/** The kubelet writes the same masquerading rules, for pods' host ports. */
function ofKubelet(rules: readonly ProxyRule[]): readonly ProxyRule[] {
  return rules.map((rule) => ({
    ...rule,
    origin: { object: KUBELET, field: "iptablesMasqueradeBit" },
  }));
}
