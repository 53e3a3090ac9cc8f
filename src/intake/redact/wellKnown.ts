/** What every node and every kube-proxy has by name: it tells nothing of whose it is. */
export const WELL_KNOWN_INTERFACES =
  /^(?:lo|eth\d{1,2}|docker0|cni0|cbr0|flannel\.1|tunl0|nodelocaldns|kube-ipvs0|kube-dummy-if|kube-bridge|vxlan\.calico|cilium_(?:host|net|vxlan)|weave)$/;

/** Kinds of interfaces: the name that the program which makes them begins with. */
export const INTERFACE_KINDS = [
  "cali",
  "veth",
  "lxc",
  "tap",
  "eni",
  "azv",
  "br-",
  "vnet",
  "bond",
  "wg",
  "tun",
  "ens",
  "enp",
  "eno",
  "ip6tnl",
];

/** Chains whose names say only who makes them. */
export const WELL_KNOWN_CHAINS =
  /^(?:KUBE-(?:SERVICES|NODEPORTS|POSTROUTING|MARK-MASQ|MARK-DROP|FORWARD|FIREWALL|PROXY-FIREWALL|EXTERNAL-SERVICES|PROXY-CANARY|KUBELET-CANARY|LOAD-BALANCER|NODE-PORT|SOURCE-RANGES-FIREWALL|IPVS-FILTER|IPVS-OUT-FILTER|ROUTER-(?:INPUT|FORWARD|OUTPUT))|DOCKER(?:-USER|-FORWARD|-BRIDGE|-CT|-INTERNAL|-ISOLATION-STAGE-[12])?|FLANNEL-(?:FWD|POSTRTG)|CNI-(?:FORWARD|ADMIN|HOSTPORT-(?:DNAT|SNAT|SETMARK|MASQ))|ISTIO_(?:INBOUND|OUTPUT|REDIRECT|IN_REDIRECT|PRERT|POSTRT|OUTPUT_DNS)|cali-(?:PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING|fip-dnat|fip-snat|nat-outgoing|from-wl-dispatch|to-wl-dispatch|from-host-endpoint|to-host-endpoint|from-hep-forward|to-hep-forward|wl-to-host|failsafe-in|failsafe-out|cidr-block|rpf-skip|set-endpoint-mark|from-endpoint-mark|forward-check|forward-endpoint-mark)|IP-MASQ(?:-AGENT)?|LOGGING)$/;

/** Chains that are made for one object: what stands before its hash or number says of which kind. */
export const CHAIN_KINDS =
  /^(KUBE-(?:SVC|SEP|FW|XLB|SVL|EXT|NWPLCY|POD-FW|SRC|DST)-|cali-(?:tw|fw|pi|po|pri|pro|th|fh|thfw|fhfw|sm)-|CNI-(?:DN-|SN-|)|OUTPUT_|DOCKER-)/;

/**
 * Sets that kube-proxy's mode ipvs makes; of those for IPv6 it cuts the longest names. Source: kubernetes v1.18 to v1.34,
 * pkg/proxy/ipvs/proxier.go, ipsetInfo, and ipset.go, NewIPSet.
 */
export const WELL_KNOWN_SETS =
  /^KUBE-(?:6-)?(?:LOOP-BACK|CLUSTER-IP|IPVS-IPS|HEALTH-CHECK-NODE-PORT|EXTERNAL-IP(?:-LOCAL)?|LOAD-BALANCER(?:-LOCAL|-FW|-SOURCE-IP|-SOURCE-CIDR?)?|NODE-PORT(?:-LOCAL)?-(?:TCP|UDP|SCTP|SCTP-HASH?))$/;

/** Comments that are the same on every node. Source: kubernetes pkg/proxy/iptables/proxier.go, pkg/kubelet/kubelet_network_linux.go. */
export const WELL_KNOWN_COMMENTS =
  /^(?:kubernetes (?:service portals|postrouting rules|service nodeports; NOTE: this must be the last rule in this chain|health check service ports|externally-visible service portals|load balancer firewall|forwarding rules|forwarding conntrack rule|forwarding conntrack pod source rule|forwarding conntrack pod destination rule|service traffic requiring SNAT|localhost nodeports|firewall for dropping marked packets)|block incoming localnet connections|flanneld (?:forward|masq)|masquerade non-LOCAL traffic|route LOCAL traffic to service LB chain)$/;

/** Words of port names that say what is spoken there and not by whom. */
export const WELL_KNOWN_PORTS = /^(?:http|https|dns|dns-tcp|metrics|grpc|tcp|udp|web|api|p\d*)$/;
