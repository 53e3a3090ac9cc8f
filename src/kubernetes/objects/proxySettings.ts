import { containsAddress } from "./cidr";

/** How kube-proxy tells traffic of local pods from other traffic. */
export const DETECT_LOCAL_MODES = [
  "ClusterCIDR",
  "NodeCIDR",
  "BridgeInterface",
  "InterfaceNamePrefix",
  "none",
] as const;
export type DetectLocalMode = (typeof DETECT_LOCAL_MODES)[number];

export const PROXY_MODES = ["iptables", "ipvs", "nftables"] as const;
export type ProxyMode = (typeof PROXY_MODES)[number];

/** How kube-proxy is configured, on every node alike. */
export interface ProxySettings {
  /** Minor version: `1.30`. */
  readonly version: string;
  readonly mode: ProxyMode;
  readonly ipFamily: "IPv4" | "IPv6";
  readonly detectLocalMode: DetectLocalMode;
  /** The pod range that counts as local, of two families with a comma between; "" when unset. In mode NodeCIDR the node's own podCIDR is taken instead. */
  readonly clusterCIDR: string;
  readonly bridgeInterface: string;
  readonly interfaceNamePrefix: string;
  readonly masqueradeAll: boolean;
  /** 0 to 31: which mark bit says "masquerade me". */
  readonly masqueradeBit: number;
  /** `--nodeport-addresses`: prefixes; empty means every address of the node. */
  readonly nodePortAddresses: readonly string[];
  readonly localhostNodePorts: boolean;
  /** Whether iptables knows `--random-fully` (1.6.2 and newer). */
  readonly hasRandomFully: boolean;
  /** Sysctl nf_conntrack_tcp_be_liberal of the nodes. */
  readonly isTcpBeLiberal: boolean;
  /** Whether the nodes' kernel lets rules count with nfacct; absent means no. */
  readonly hasNfacct?: boolean;
}

export const DEFAULT_PROXY_SETTINGS: ProxySettings = {
  version: "1.30",
  mode: "iptables",
  ipFamily: "IPv4",
  detectLocalMode: "ClusterCIDR",
  clusterCIDR: "10.244.0.0/16",
  bridgeInterface: "",
  interfaceNamePrefix: "",
  masqueradeAll: false,
  // Source: kubernetes v1.30 pkg/proxy/apis/config, iptables.masqueradeBit
  masqueradeBit: 14,
  nodePortAddresses: [],
  localhostNodePorts: true,
  hasRandomFully: true,
  isTcpBeLiberal: false,
};

/** Whether 127.0.0.1 is among the addresses on which node ports answer, if it may be. */
export function reachesLoopback({ nodePortAddresses }: ProxySettings): boolean {
  return (
    nodePortAddresses.length === 0 ||
    nodePortAddresses.some((prefix) => containsAddress(prefix, "127.0.0.1"))
  );
}

/**
 * Whether node ports answer on 127.0.0.1: switched on, and not ruled out by `--nodeport-addresses`.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, NewProxier.
 */
export function allowsLocalhostNodePorts(settings: ProxySettings): boolean {
  return settings.localhostNodePorts && reachesLoopback(settings);
}
