import { pastedCluster } from "./pastedCluster";
import type { Scenario } from "./scenario";
import { firstPacket, nodePortService, threeNodes, WEB_PODS } from "./threeNodes";

const POD = "10.244.1.6/32";

/** What a network plug-in writes for a policy that lets only one client in: on the pod's node, before all else. */
const POLICY = [
  `-A FORWARD -d ${POD} -m comment --comment "policy web: to the pod" -j POLICY-WEB`,
  `-A POLICY-WEB -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
  `-A POLICY-WEB -s 203.0.113.7/32 -m comment --comment "policy web: from the client" -j ACCEPT`,
  `-A POLICY-WEB -m comment --comment "policy web: from nobody else" -j DROP`,
];

export const networkPolicy: Scenario = {
  id: "network-policy",
  topic: "policies",
  summary: "The policy lets the client in, and drops its packet all the same.",
  document: {
    title: "A NetworkPolicy sees the node",
    notes: [
      "node-b's plug-in lets only 203.0.113.7 in to the pod.",
      "The client asked node-a, which masqueraded the packet: it comes to node-b from 192.168.1.10.",
      "So the policy drops it. externalTrafficPolicy Local keeps the client's address, if it asks node-b itself.",
    ],
    source: pastedCluster(
      threeNodes({ pods: WEB_PODS.slice(1, 2), services: [nodePortService()] }),
      { "node-b": { table: "filter", chains: ["POLICY-WEB"], rules: POLICY } },
    ),
    packet: firstPacket({ from: "client", to: "node-a", port: 30080, sourcePort: 52814 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-NODEPORTS",
      "node-a nat KUBE-NODEPORTS:1 KUBE-EXT-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:1 KUBE-MARK-MASQ",
      "node-a nat KUBE-MARK-MASQ:1 MARK",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:2 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:2 KUBE-SEP-F7BHZ7WL3PFYMSRY",
      "node-a nat KUBE-SEP-F7BHZ7WL3PFYMSRY:2 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter KUBE-FORWARD:2 ACCEPT",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:2 MARK",
      "node-a nat KUBE-POSTROUTING:3 MASQUERADE",
      "node-b nat PREROUTING:1 KUBE-SERVICES",
      "node-b filter FORWARD:1 POLICY-WEB",
      "node-b filter POLICY-WEB:3 DROP",
    ],
    outcome: "dropped node-b POLICY-WEB:3",
    seen: undefined,
    answer: undefined,
  },
};
