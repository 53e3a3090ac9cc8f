import type { Scenario } from "./scenario";
import { CLIENT_POD, firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

/** Two more web servers than nodes. */
const PODS = [
  ...WEB_PODS,
  ...WEB_PODS.slice(0, 2).map((pod, index) => ({
    ...pod,
    name: `web-r728ht7jz-more${index + 1}`,
    address: `10.244.${index}.20`,
  })),
];

export const fairShares: Scenario = {
  id: "fair-shares",
  topic: "services",
  summary: "The probabilities look uneven, and every pod gets its fifth.",
  document: {
    title: "Fair shares: 1/5, 1/4, 1/3, 1/2",
    notes: [
      "The first rule takes one connection in five. The next sees only what is left, so it takes one in four of those.",
      "The last rule takes whatever comes: each of the five pods gets a fifth of all connections.",
      "Scale the Service and watch the probabilities change. Send many to count them.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: [CLIENT_POD, ...PODS], services: [WEB_SERVICE] }),
    },
    packet: {
      ...firstPacket({ from: "shell", to: "web", port: 80, sourcePort: 41200 }),
      count: 10,
      as: "new connections",
    },
    seed: 12,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:1 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:3 KUBE-SEP-7U6MWNJWR3SADOJA",
      "node-a nat KUBE-SEP-7U6MWNJWR3SADOJA:2 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter FORWARD:3 KUBE-SERVICES",
      "node-a filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:1 RETURN",
    ],
    outcome: "delivered web-r728ht7jz-z4t4q",
    seen: "10.244.0.9:41200 → 10.244.0.5:8080",
    answer: "10.96.20.1:80 → 10.244.0.9:41200",
  },
};
