import type { Scenario } from "./scenario";
import { firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

export const fromNode: Scenario = {
  id: "from-node",
  topic: "services",
  summary: "A process on node-a uses the Service: its packet begins in OUTPUT, not in PREROUTING.",
  document: {
    title: "From the node itself",
    notes: [
      "A packet that the node sends itself is routed first, then meets OUTPUT.",
      "The node's own address is not in the pod range, so the packet is marked.",
      "After DNAT it is routed again, to where the pod is.",
    ],
    source: { kind: "cluster", cluster: threeNodes({ pods: WEB_PODS, services: [WEB_SERVICE] }) },
    packet: firstPacket({ from: "node-a", to: "web.default", port: 80, sourcePort: 38444 }),
    seed: 5,
  },
  expect: {
    matched: [
      "node-a nat OUTPUT:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:1 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:1 KUBE-MARK-MASQ",
      "node-a nat KUBE-MARK-MASQ:1 MARK",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:4 KUBE-SEP-2RIJ5GIYXEFH6G4D",
      "node-a nat KUBE-SEP-2RIJ5GIYXEFH6G4D:2 DNAT",
      "node-a filter OUTPUT:1 KUBE-PROXY-FIREWALL",
      "node-a filter OUTPUT:2 KUBE-SERVICES",
      "node-a filter OUTPUT:3 KUBE-FIREWALL",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:2 MARK",
      "node-a nat KUBE-POSTROUTING:3 MASQUERADE",
      "node-c nat PREROUTING:1 KUBE-SERVICES",
      "node-c filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-c filter FORWARD:2 KUBE-FORWARD",
      "node-c filter FORWARD:3 KUBE-SERVICES",
      "node-c filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-c nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-c nat KUBE-POSTROUTING:1 RETURN",
    ],
    outcome: "delivered web-r728ht7jz-zwkhj",
    seen: "192.168.1.10:15201 → 10.244.2.7:8080",
    answer: "10.96.20.1:80 → 192.168.1.10:38444",
  },
};
