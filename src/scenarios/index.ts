import type { NodeScenario } from "./pasted-nodes/nodeScenario";
import type { Scenario } from "./scenario";

/** A built-in example, loaded when it is asked for. */
export interface ScenarioEntry {
  /** The scenario's own id. */
  readonly id: string;
  load(): Promise<Scenario | NodeScenario>;
}

/** The built-in examples in the order of the picker. */
export const SCENARIOS: readonly ScenarioEntry[] = [
  { id: "node-port", load: async () => (await import("./nodePort")).nodePort },
  { id: "cluster-ip", load: async () => (await import("./clusterIp")).clusterIp },
  { id: "hairpin", load: async () => (await import("./hairpin")).hairpin },
  { id: "from-node", load: async () => (await import("./fromNode")).fromNode },
  { id: "no-endpoints", load: async () => (await import("./noEndpoints")).noEndpoints },
  { id: "fair-shares", load: async () => (await import("./fairShares")).fairShares },
  {
    id: "client-ip-affinity",
    load: async () => (await import("./clientIpAffinity")).clientIpAffinity,
  },
  {
    id: "wrong-cluster-cidr",
    load: async () => (await import("./wrongClusterCidr")).wrongClusterCidr,
  },
  {
    id: "local-policy-drop",
    load: async () => (await import("./localPolicyDrop")).localPolicyDrop,
  },
  {
    id: "local-policy-from-pod",
    load: async () => (await import("./localPolicyFromPod")).localPolicyFromPod,
  },
  { id: "rolling-update", load: async () => (await import("./rollingUpdate")).rollingUpdate },
  { id: "network-policy", load: async () => (await import("./networkPolicy")).networkPolicy },
  {
    id: "load-balancer-from-pod",
    load: async () => (await import("./loadBalancerFromPod")).loadBalancerFromPod,
  },
  { id: "source-ranges", load: async () => (await import("./sourceRanges")).sourceRanges },
  {
    id: "source-ranges-marked",
    load: async () => (await import("./sourceRangesMarked")).sourceRangesMarked,
  },
  { id: "external-ip", load: async () => (await import("./externalIp")).externalIp },
  {
    id: "flannel-masqueraded",
    load: async () => (await import("./flannelMasqueraded")).flannelMasqueraded,
  },
  { id: "flannel-lost", load: async () => (await import("./flannelLost")).flannelLost },
  {
    id: "fragment-node-port",
    load: async () => (await import("./fragmentNodePort")).fragmentNodePort,
  },
  {
    id: "fragment-cluster-ip",
    load: async () => (await import("./fragmentClusterIp")).fragmentClusterIp,
  },
  {
    id: "docker-forward-drop",
    load: async () => (await import("./pasted-nodes/dockerForwardDrop")).dockerForwardDrop,
  },
  {
    id: "docker-bypasses-ufw",
    load: async () => (await import("./pasted-nodes/dockerBypassesUfw")).dockerBypassesUfw,
  },
  {
    id: "localhost-node-port",
    load: async () => (await import("./pasted-nodes/localhostNodePort")).localhostNodePort,
  },
  {
    id: "strict-rp-filter",
    load: async () => (await import("./pasted-nodes/strictRpFilter")).strictRpFilter,
  },
  {
    id: "host-port-first",
    load: async () => (await import("./pasted-nodes/hostPortFirst")).hostPortFirst,
  },
  {
    id: "stale-udp-connection",
    load: async () => (await import("./pasted-nodes/staleUdpConnection")).staleUdpConnection,
  },
  {
    id: "conntrack-table-full",
    load: async () => (await import("./pasted-nodes/conntrackTableFull")).conntrackTableFull,
  },
  {
    id: "bridge-past-rules",
    load: async () => (await import("./pasted-nodes/bridgePastRules")).bridgePastRules,
  },
  {
    id: "invalid-not-translated",
    load: async () => (await import("./pasted-nodes/invalidNotTranslated")).invalidNotTranslated,
  },
  {
    id: "two-back-ends",
    load: async () => (await import("./pasted-nodes/twoBackEnds")).twoBackEnds,
  },
];
