import type { Scenario } from "./scenario";
import { firstPacket, nodePortService, threeNodes, WEB_PODS } from "./threeNodes";

export const localPolicyDrop: Scenario = {
  id: "local-policy-drop",
  topic: "policies",
  summary: "externalTrafficPolicy is Local, and the node that is asked has no pod: nobody answers.",
  document: {
    title: "Local policy on a node without a pod",
    notes: [
      "With externalTrafficPolicy Local a node gives packets only to its own pods.",
      "node-a has none, so KUBE-EXTERNAL-SERVICES drops the packet: the client hears nothing and tries again.",
      "Ask node-b instead: there the pod answers, and it sees the client's own address.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({
        pods: WEB_PODS.slice(1),
        services: [{ ...nodePortService(), externalTrafficPolicy: "Local" }],
      }),
    },
    packet: firstPacket({ from: "client", to: "node-a", port: 30080, sourcePort: 52814 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-NODEPORTS",
      "node-a nat KUBE-NODEPORTS:1 KUBE-EXT-CDGGSHYLG3RE2FKL",
      "node-a filter INPUT:1 KUBE-PROXY-FIREWALL",
      "node-a filter INPUT:2 KUBE-NODEPORTS",
      "node-a filter INPUT:3 KUBE-EXTERNAL-SERVICES",
      "node-a filter KUBE-EXTERNAL-SERVICES:1 DROP",
    ],
    outcome: "dropped node-a KUBE-EXTERNAL-SERVICES:1",
    seen: undefined,
    answer: undefined,
  },
};
