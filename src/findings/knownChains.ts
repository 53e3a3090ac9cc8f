/** A chain that stands without a jump to it, and on purpose. */
export interface KnownChain {
  /** Whose it is, and in which versions. */
  readonly owner: string;
  readonly why: string;
  readonly source: string;
}

const PROXY = "kubernetes pkg/proxy/iptables/proxier.go";
const KUBELET = "kubernetes pkg/kubelet/kubelet_network_linux.go";

const CANARY =
  "It is empty and nobody jumps to it: when it is gone, somebody has flushed the tables, and its owner writes all its rules anew.";
const DROP_MARK =
  "Where no rule needs to drop, nobody jumps to it; it is made all the same, so that a rule that does can be added.";

const IPVS = "kubernetes pkg/proxy/ipvs/proxier.go, iptablesChains";
const IPVS_EMPTY =
  "In the mode ipvs the chain is made at start, and called only while an ipset that leads to it has entries.";

/** In the table nat, where the mode ipvs once had a chain that is otherwise of the table filter. */
export const IPVS_FIREWALL: KnownChain = {
  owner: "kube-proxy up to 1.25 in the mode ipvs",
  why: IPVS_EMPTY,
  source: IPVS,
};

/** The chains that kube-proxy and the kubelet make without jumping to them. */
const KNOWN_CHAINS: Readonly<Record<string, KnownChain>> = {
  "KUBE-PROXY-CANARY": {
    owner: "kube-proxy, from 1.18 to 1.34",
    why: CANARY,
    source: "kubernetes pkg/util/iptables/iptables.go, Monitor",
  },
  "KUBE-KUBELET-CANARY": {
    owner: "the kubelet, from 1.18 on",
    why: CANARY,
    source: "kubernetes pkg/util/iptables/iptables.go, Monitor",
  },
  "KUBE-IPTABLES-HINT": {
    owner: "the kubelet, from 1.24 on",
    why: "It is empty and nobody jumps to it: containers look for it to learn which of the two iptables, legacy or nft, the node uses.",
    source: `${KUBELET}; kubernetes pull request 109059`,
  },
  "KUBE-MARK-DROP": {
    owner: "kube-proxy from 1.20 to 1.24, and the kubelet up to 1.27",
    why: DROP_MARK,
    source: `${PROXY} and ${KUBELET}`,
  },
  "KUBE-MARK-MASQ": {
    owner: "kube-proxy, all versions",
    why: "It is made even where no Service needs its packets masqueraded.",
    source: PROXY,
  },
  "KUBE-LOAD-BALANCER": {
    owner: "kube-proxy in the mode ipvs",
    why: IPVS_EMPTY,
    source: IPVS,
  },
  "KUBE-SOURCE-RANGES-FIREWALL": {
    owner: "kube-proxy in the mode ipvs",
    why: IPVS_EMPTY,
    source: IPVS,
  },
  "KUBE-NODEPORTS": {
    owner: "kube-proxy, all versions",
    why: "It is empty, as no Service has a node port; and with --nodeport-addresses that are none of the node's nobody jumps to it.",
    source: `${PROXY}; --nodeport-addresses`,
  },
};

/** What is known of a chain that stands without a jump to it; undefined for one that should have a jump. */
export function knownChain(name: string): KnownChain | undefined {
  return Object.hasOwn(KNOWN_CHAINS, name) ? KNOWN_CHAINS[name] : undefined;
}
