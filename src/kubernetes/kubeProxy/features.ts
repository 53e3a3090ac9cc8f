/** The minor versions of kube-proxy whose rules can be written. */
export const KUBE_PROXY_VERSIONS = ["1.30"] as const;
export type KubeProxyVersion = (typeof KUBE_PROXY_VERSIONS)[number];

/**
 * What differs between versions of kube-proxy: the minor version that first has it, and the first that no longer has it.
 * Source: kubernetes v1.18 to v1.30 pkg/proxy/iptables/proxier.go, pkg/proxy/topology.go, pkg/proxy/servicechangetracker.go.
 */
const FEATURES = {
  /** Endpoints that terminate but still serve are used when none is ready. */
  terminatingFallback: { since: 26, until: undefined },
  /** `iptables.localhostNodePorts` exists: node ports on 127.0.0.1 can be switched off. */
  localhostNodePortsSwitch: { since: 26, until: undefined },
  /** kube-proxy itself writes the KUBE-FIREWALL rule that keeps martians away from localhost. */
  ownsFirewallChain: { since: 27, until: undefined },
  /** INVALID packets are dropped only while conntrack is strict about TCP. */
  invalidDropFollowsSysctl: { since: 29, until: undefined },
  /** A load balancer address with ipMode Proxy is left alone. */
  loadBalancerIpMode: { since: 30, until: undefined },
  /** Topology hints count only when an annotation of the Service asks for them. */
  hintsNeedAnnotation: { since: 21, until: 31 },
} as const satisfies Record<string, { since: number; until: number | undefined }>;

export type FeatureName = keyof typeof FEATURES;

/** Which features a version has. */
export type Features = Readonly<Record<FeatureName, boolean>>;

export function featuresOf(version: KubeProxyVersion): Features {
  const minor = Number(version.split(".")[1]);
  const has = ({ since, until }: { since: number; until: number | undefined }) =>
    minor >= since && (until === undefined || minor < until);
  return {
    terminatingFallback: has(FEATURES.terminatingFallback),
    localhostNodePortsSwitch: has(FEATURES.localhostNodePortsSwitch),
    ownsFirewallChain: has(FEATURES.ownsFirewallChain),
    invalidDropFollowsSysctl: has(FEATURES.invalidDropFollowsSysctl),
    loadBalancerIpMode: has(FEATURES.loadBalancerIpMode),
    hintsNeedAnnotation: has(FEATURES.hintsNeedAnnotation),
  };
}

/** The minor version in `1.30`, `1.30.3` or `v1.30.3`; undefined when its rules cannot be written. */
export function parseKubeProxyVersion(text: string): KubeProxyVersion | undefined {
  const minor = /^v?(\d+\.\d+)(\.\d+)?$/.exec(text.trim())?.[1];
  return KUBE_PROXY_VERSIONS.find((version) => version === minor);
}
