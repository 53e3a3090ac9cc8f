import type { Scenario } from "./scenario";
import { firstPacket, loadBalancerService, threeNodes, WEB_PODS } from "./threeNodes";

const GUARDED = { ...loadBalancerService(), loadBalancerSourceRanges: ["198.18.0.0/15"] };

export const sourceRanges: Scenario = {
  id: "source-ranges",
  topic: "addresses",
  summary: "loadBalancerSourceRanges do not name this client: dropped in filter.",
  document: {
    title: "A source that is not let in",
    notes: [
      "KUBE-FW names the sources that may come in by the load balancer's address. This client is not among them.",
      "nat cannot drop, so the packet leaves KUBE-FW without a new destination.",
      "In filter, KUBE-PROXY-FIREWALL drops what still has the load balancer's address.",
    ],
    source: { kind: "cluster", cluster: threeNodes({ pods: WEB_PODS, services: [GUARDED] }) },
    packet: firstPacket({ from: "client", to: "198.51.100.20", port: 80, sourcePort: 52814 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-FW-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-FW-CDGGSHYLG3RE2FKL:2",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter KUBE-PROXY-FIREWALL:1 DROP",
    ],
    outcome: "dropped node-a KUBE-PROXY-FIREWALL:1",
    seen: undefined,
    answer: undefined,
  },
};
