/** Something that some minor versions of kube-proxy do and others do not. */
export interface DatedFeature {
  /** The first minor version that does it, `1.24`; undefined when it is older than all versions here. */
  readonly since?: string;
  /** The first minor version that no longer does it; undefined when the newest still does. */
  readonly until?: string;
  /** One sentence: what changed, for whom, and what was before or came after. */
  readonly history: string;
}

/**
 * The history of kube-proxy's iptables mode from 1.18 on: everything in which the rules of the versions here differ.
 * A version that is not here lies between two that are, so a date says where a change was first seen.
 */
export const PROXY_HISTORY = {
  // Source: kubernetes pkg/proxy/types.go, ServicePortName.String.
  namelessPortsEndInColon: {
    until: "1.20",
    history:
      "A Service port without a name left its colon behind, so `default/web:` stood in comments and went into every chain's name; chains were renamed when it went.",
  },
  // Source: kubernetes pkg/proxy/endpointslicecache.go, endpointInfoMap.
  sortsEndpoints: {
    since: "1.20",
    history:
      "Endpoints come from EndpointSlices and are sorted as text; from Endpoints objects they came in the API's order.",
  },
  // Source: kubernetes pkg/proxy/util/utils.go, GetClusterIPByFamily.
  knowsSeveralClusterIPs: {
    since: "1.20",
    history:
      "A Service has a cluster IP for each family, `spec.clusterIPs`; before it had one, and rules in that one's family only.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules; backported to 1.18.6.
  clearsMarkBeforeMasquerading: {
    since: "1.20",
    history:
      "KUBE-POSTROUTING returns what is not marked and takes the mark off before it masquerades, so that a packet that comes by again is not masqueraded twice; before it was one rule that tested the mark.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, iptablesJumpChains.
  refusesForwardedExternalTraffic: {
    since: "1.20",
    history:
      "KUBE-EXTERNAL-SERVICES is entered from FORWARD too, and INPUT no longer enters KUBE-SERVICES; load balancer addresses without endpoints are refused there instead of in KUBE-SERVICES.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  externalIPsFollowPolicy: {
    since: "1.20",
    history:
      "`externalTrafficPolicy: Local` holds for `externalIPs` too; before they reached all endpoints and were masqueraded.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, iptablesEnsureChains.
  ensuresMarkDropChain: {
    since: "1.20",
    until: "1.25",
    history:
      "kube-proxy makes KUBE-MARK-DROP itself, though empty, so that its rules load even before the kubelet fills it; 1.18 relied on the kubelet's.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  opensHealthCheckPorts: {
    since: "1.21",
    history:
      "A health check node port is accepted in the filter table's KUBE-NODEPORTS, for nodes whose INPUT drops by default.",
  },
  // Source: kubernetes pkg/features/kube_features.go, ServiceInternalTrafficPolicy.
  internalTrafficPolicy: {
    since: "1.22",
    history:
      "`internalTrafficPolicy: Local` keeps traffic to the cluster IP on the node; older versions do not know the field.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  testsConntrackOncePerForward: {
    since: "1.23",
    history:
      "KUBE-FORWARD accepts answers with one rule; before there were two, for the pods as source and as destination, which had long lost their addresses.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  omitsHostPrefix: {
    since: "1.23",
    history:
      "Single addresses are written bare; before with /32 or /128. iptables-save prints the same.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  masqueradesInServiceChain: {
    since: "1.23",
    history:
      "Traffic from outside the pods is marked for masquerading in the Service's own chain; before in KUBE-SERVICES and KUBE-NODEPORTS, just before the jump.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  namesEndpointChainsOnTheirOwn: {
    since: "1.23",
    history:
      "The rules of the endpoints' chains stand together; before, each followed the rule that jumps to it.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  externalIPsNeedNoDevice: {
    since: "1.21",
    history:
      "An external IP has one rule, and local traffic to it keeps its source; before there were two, for traffic from other hosts that does not come over a bridge and for addresses of the node.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  numbersLocalBalancingRules: {
    until: "1.23",
    history:
      "The rules that choose among local endpoints were numbered in their comments: `Balancing rule 0 for …`.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, servicePortPolicyLocalChainName.
  externalChain: {
    since: "1.24",
    history:
      "All traffic from outside enters by KUBE-EXT-…, which masquerades or short-circuits it; before node ports and load balancers each had rules of their own, and policy Local its chain KUBE-XLB-….",
  },
  // Source: kubernetes pkg/proxy/topology.go, CategorizeEndpoints.
  choosesEndpointsByTraffic: {
    since: "1.24",
    history:
      "Cluster and Local traffic have lists and chains of their own, KUBE-SVC-… and KUBE-SVL-…; before an internal policy Local thinned the one list out.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  firewallOnlyForSourceRanges: {
    since: "1.24",
    history:
      "KUBE-FW-… exists only where `loadBalancerSourceRanges` is set; before every load balancer address led through one.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  namesEndpointsInComments: {
    since: "1.24",
    history:
      "A balancing rule says which endpoint it stands for: `default/web -> 10.244.0.5:8080`.",
  },
  // Source: kubernetes pkg/features/kube_features.go, TopologyAwareHints.
  zoneHints: {
    since: "1.24",
    history: "Topology hints of EndpointSlices are followed by default.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, NewProxier.
  routesLocalnetIfNeeded: {
    since: "1.24",
    history:
      "The sysctl route_localnet is set only where node ports answer on 127.0.0.1; before always.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  dropsInFilterTable: {
    since: "1.25",
    history:
      "Traffic that must not pass is dropped in the filter table, sources that are not listed in KUBE-PROXY-FIREWALL; before it was marked in KUBE-MARK-DROP, for the kubelet's KUBE-FIREWALL to drop.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  writesEndpointChainsLast: {
    since: "1.26",
    history:
      "The rules of a Service port stand in the order in which traffic meets them, the endpoints' chains last; before, the endpoints' came first.",
  },
  // Source: kubernetes pkg/features/kube_features.go, ProxyTerminatingEndpoints.
  terminatingFallback: {
    since: "1.26",
    history: "Endpoints that terminate but still serve are used when none is ready.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, NewProxier.
  localhostNodePortsSwitch: {
    since: "1.26",
    history:
      "Node ports on 127.0.0.1 can be switched off, and on ::1 they are; before they were always open.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  ownsFirewallChain: {
    since: "1.27",
    history:
      "kube-proxy itself keeps other hosts away from 127.0.0.0/8, which it opens; before only the kubelet did.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  saysWhoDropsInFirewallChain: {
    since: "1.27",
    history:
      "KUBE-FW-… ends with a rule that does nothing but say that KUBE-PROXY-FIREWALL drops the rest.",
  },
  // Source: kubernetes staging/src/k8s.io/api/core/v1/annotation_key_constants.go.
  topologyModeAnnotation: {
    since: "1.27",
    history:
      "The annotation that asks for hints is `service.kubernetes.io/topology-mode`; before, only `topology-aware-hints` with the value Auto.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  invalidDropFollowsSysctl: {
    since: "1.29",
    history: "INVALID packets are dropped only while nf_conntrack_tcp_be_liberal is 0.",
  },
  // Source: kubernetes pkg/features/kube_features.go, LoadBalancerIPMode.
  loadBalancerIpMode: {
    since: "1.30",
    history: "A load balancer address with `ipMode: Proxy` is left alone.",
  },
  // Source: kubernetes pkg/proxy/topology.go, canUseTopology.
  hintsNeedAnnotation: {
    until: "1.31",
    history:
      "Topology hints counted only when an annotation of the Service asked for them; since then hints that are there are followed.",
  },
  // Source: kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules.
  countsWithNfacct: {
    since: "1.34",
    history:
      "INVALID packets and node ports used by 127.0.0.1 are counted, where the kernel has nfacct. The first version lies between 1.31 and 1.34; this is read in the source, not seen.",
  },
  // Source: kubernetes pkg/proxy/topology.go, topologyModeFromHints.
  nodeHints: {
    since: "1.34",
    history:
      "Hints may name nodes, and those come before zones: traffic stays on its node where every endpoint is hinted. Read in the source, not seen.",
  },
} as const satisfies Record<string, DatedFeature>;
