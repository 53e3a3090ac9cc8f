import type { DatedFeature } from "./proxyHistory";

/** What the kubelet of a version adds to the rules of its node, as far as it differs between the versions here. */
export const KUBELET_HISTORY = {
  // Source: kubernetes pkg/kubelet/kubelet_network_linux.go, syncNetworkUtil; IPTablesOwnershipCleanup, on by default since 1.27.
  kubeletFillsMarkDropChain: {
    until: "1.27",
    history:
      "The kubelet makes KUBE-MARK-DROP, whose mark its KUBE-FIREWALL drops; in versions whose kube-proxy has no drops of its own, nothing else would drop.",
  },
  // Source: kubernetes pkg/kubelet/kubelet_network_linux.go, syncNetworkUtil; kubernetes issue 90259.
  kubeletGuardsLoopback: {
    since: "1.20",
    history:
      "The kubelet keeps other hosts away from 127.0.0.0/8, which kube-proxy opens for node ports; 1.18 learned it in its fourth patch.",
  },
  // Source: kubernetes pkg/kubelet/kubelet_network_linux.go, initNetworkUtil.
  kubeletKnowsBothFamilies: {
    since: "1.20",
    history: "The kubelet makes its chains in both families; before only in the node's first.",
  },
  // Source: kubernetes pkg/kubelet/kubelet_network_linux.go, syncNetworkUtil; kubernetes pull request 109059.
  kubeletLeavesHint: {
    since: "1.24",
    history:
      "The empty chain KUBE-IPTABLES-HINT tells containers which of the two iptables, legacy or nft, the node uses.",
  },
} as const satisfies Record<string, DatedFeature>;
