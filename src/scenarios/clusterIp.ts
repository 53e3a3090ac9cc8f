import type { Scenario } from "./scenario";
import { CLIENT_POD, firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

export const clusterIp: Scenario = {
  id: "cluster-ip",
  topic: "services",
  summary: "No machine has the Service's address: DNAT replaces it before the packet is routed.",
  document: {
    title: "A pod reaches a ClusterIP",
    notes: [
      "The Service's address is only in rules; no interface has it.",
      "The packet comes from a pod, so nothing marks it, and the web server sees the pod's own address.",
      "The answer is given the Service's address again on its way back: nat chains are not visited for it.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: [CLIENT_POD, ...WEB_PODS], services: [WEB_SERVICE] }),
    },
    packet: firstPacket({
      from: "shell",
      to: "web.default.svc.cluster.local",
      port: 80,
      sourcePort: 41200,
    }),
    seed: 3,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:1 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:3 KUBE-SEP-F7BHZ7WL3PFYMSRY",
      "node-a nat KUBE-SEP-F7BHZ7WL3PFYMSRY:2 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter FORWARD:3 KUBE-SERVICES",
      "node-a filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:1 RETURN",
      "node-b nat PREROUTING:1 KUBE-SERVICES",
      "node-b filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-b filter FORWARD:2 KUBE-FORWARD",
      "node-b filter FORWARD:3 KUBE-SERVICES",
      "node-b filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-b nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-b nat KUBE-POSTROUTING:1 RETURN",
    ],
    outcome: "delivered web-r728ht7jz-5nvpx",
    seen: "10.244.0.9:41200 → 10.244.1.6:8080",
    answer: "10.96.20.1:80 → 10.244.0.9:41200",
  },
};
