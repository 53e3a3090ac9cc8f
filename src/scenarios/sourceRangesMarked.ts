import type { Service } from "@/kubernetes";
import type { Scenario } from "./scenario";
import { firstPacket, loadBalancerService, threeNodes, WEB_PODS } from "./threeNodes";

/** Its load balancer hands packets to the node's own address, as k3s does. */
const GUARDED: Service = {
  ...loadBalancerService(),
  loadBalancerIngress: [{ ip: "192.168.1.10", ipMode: "VIP" }],
  loadBalancerSourceRanges: ["198.18.0.0/15"],
};

export const sourceRangesMarked: Scenario = {
  id: "source-ranges-marked",
  topic: "addresses",
  summary:
    "Up to 1.24 kube-proxy marked such a packet, and left dropping it to the kubelet's chain.",
  document: {
    title: "Marked early, dropped late",
    notes: [
      "This load balancer has node-a's own address, as with k3s. KUBE-FW ends in KUBE-MARK-DROP, which sets bit 15: to be dropped, but not here.",
      "The chain's rule is the kubelet's. So is KUBE-FIREWALL, which INPUT and OUTPUT enter, and which drops what is marked.",
      "A marked packet that is forwarded would not meet it, and be sent on. Since 1.25 kube-proxy drops by itself, in KUBE-PROXY-FIREWALL.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: WEB_PODS, services: [GUARDED] }, { version: "1.23" }),
    },
    packet: firstPacket({ from: "client", to: "node-a", port: 80, sourcePort: 52814 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-FW-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-FW-CDGGSHYLG3RE2FKL:1 KUBE-MARK-MASQ",
      "node-a nat KUBE-MARK-MASQ:1 MARK",
      "node-a nat KUBE-FW-CDGGSHYLG3RE2FKL:3 KUBE-MARK-DROP",
      "node-a nat KUBE-MARK-DROP:1 MARK",
      "node-a nat KUBE-SERVICES:3 KUBE-NODEPORTS",
      "node-a filter INPUT:1 KUBE-NODEPORTS",
      "node-a filter INPUT:2 KUBE-EXTERNAL-SERVICES",
      "node-a filter INPUT:3 KUBE-FIREWALL",
      "node-a filter KUBE-FIREWALL:1 DROP",
    ],
    outcome: "dropped node-a KUBE-FIREWALL:1",
    seen: undefined,
    answer: undefined,
  },
};
