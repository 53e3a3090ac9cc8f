import type { Scenario } from "./scenario";
import { CLIENT_POD, firstPacket, nodePortService, threeNodes, WEB_PODS } from "./threeNodes";

export const localPolicyFromPod: Scenario = {
  id: "local-policy-from-pod",
  topic: "policies",
  summary: "The same node port that drops a client outside answers a pod.",
  document: {
    title: "Local policy, asked by a pod",
    notes: [
      "node-a has no pod of the Service, and its policy is Local: a client outside would be dropped.",
      "But this packet comes from the pod range. KUBE-EXT has a short cut for it: to the chain with all endpoints.",
      "So the Service looks healthy from inside while it hangs from outside.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({
        pods: [CLIENT_POD, ...WEB_PODS.slice(1)],
        services: [{ ...nodePortService(), externalTrafficPolicy: "Local" }],
      }),
    },
    packet: firstPacket({ from: "shell", to: "node-a", port: 30080, sourcePort: 41200 }),
    seed: 2,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-NODEPORTS",
      "node-a nat KUBE-NODEPORTS:1 KUBE-EXT-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:1 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:3 KUBE-SEP-2RIJ5GIYXEFH6G4D",
      "node-a nat KUBE-SEP-2RIJ5GIYXEFH6G4D:2 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter FORWARD:3 KUBE-SERVICES",
      "node-a filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:1 RETURN",
      "node-c nat PREROUTING:1 KUBE-SERVICES",
      "node-c filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-c filter FORWARD:2 KUBE-FORWARD",
      "node-c filter FORWARD:3 KUBE-SERVICES",
      "node-c filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-c nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-c nat KUBE-POSTROUTING:1 RETURN",
    ],
    outcome: "delivered web-r728ht7jz-zwkhj",
    seen: "10.244.0.9:41200 → 10.244.2.7:8080",
    answer: "192.168.1.10:30080 → 10.244.0.9:41200",
  },
};
