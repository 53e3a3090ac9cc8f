import type { Scenario } from "./scenario";
import { firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

/** A machine on the nodes' own network that sends what is for Services to node-a. */
const NEIGHBOUR = { name: "neighbour", address: "192.168.1.50" };

export const wrongClusterCidr: Scenario = {
  id: "wrong-cluster-cidr",
  topic: "services",
  summary:
    "clusterCIDR covers too much, nothing is masqueraded, and the answer goes past the node.",
  document: {
    title: "A wrong cluster CIDR",
    notes: [
      "clusterCIDR is 192.168.0.0/16 by mistake, so kube-proxy takes this machine for a pod and does not mark its packet.",
      "The pod sees the machine's own address and answers it directly, past node-a.",
      "The answer comes from 10.244.1.6, but the machine asked 10.96.20.1: it throws the answer away.",
    ],
    source: {
      kind: "cluster",
      cluster: {
        ...threeNodes(
          { pods: WEB_PODS.slice(1, 2), services: [WEB_SERVICE] },
          { clusterCIDR: "192.168.0.0/16" },
        ),
        clients: [NEIGHBOUR],
      },
    },
    packet: firstPacket({ from: "neighbour", to: "web", port: 80, sourcePort: 52814 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:1 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:2 KUBE-SEP-F7BHZ7WL3PFYMSRY",
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
    seen: "192.168.1.50:52814 → 10.244.1.6:8080",
    answer: "10.244.1.6:8080 → 192.168.1.50:52814",
  },
};
