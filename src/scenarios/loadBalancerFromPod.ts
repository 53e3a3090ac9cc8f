import type { Scenario } from "./scenario";
import { CLIENT_POD, firstPacket, loadBalancerService, threeNodes, WEB_PODS } from "./threeNodes";

export const loadBalancerFromPod: Scenario = {
  id: "load-balancer-from-pod",
  topic: "addresses",
  summary: "A pod asks the load balancer's address, and the packet never leaves the cluster.",
  document: {
    title: "A pod asks the load balancer",
    notes: [
      "198.51.100.20 belongs to a load balancer outside.",
      "KUBE-SERVICES has a rule for that address on every node: the packet is given a pod's address before it is routed.",
      "What the load balancer would have done (TLS, PROXY protocol, its own log) does not happen. ipMode Proxy, since 1.30, takes the rule away.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: [CLIENT_POD, ...WEB_PODS], services: [loadBalancerService()] }),
    },
    packet: firstPacket({ from: "shell", to: "198.51.100.20", port: 80, sourcePort: 41200 }),
    seed: 4,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-EXT-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:1 KUBE-MARK-MASQ",
      "node-a nat KUBE-MARK-MASQ:1 MARK",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:2 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:3 KUBE-SEP-F7BHZ7WL3PFYMSRY",
      "node-a nat KUBE-SEP-F7BHZ7WL3PFYMSRY:2 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter KUBE-FORWARD:2 ACCEPT",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:2 MARK",
      "node-a nat KUBE-POSTROUTING:3 MASQUERADE",
      "node-b nat PREROUTING:1 KUBE-SERVICES",
      "node-b filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-b filter FORWARD:2 KUBE-FORWARD",
      "node-b filter FORWARD:3 KUBE-SERVICES",
      "node-b filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-b nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-b nat KUBE-POSTROUTING:1 RETURN",
    ],
    outcome: "delivered web-r728ht7jz-5nvpx",
    seen: "192.168.1.10:15324 → 10.244.1.6:8080",
    answer: "198.51.100.20:80 → 10.244.0.9:41200",
  },
};
