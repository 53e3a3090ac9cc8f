import type { Scenario } from "./scenario";
import { firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

export const hairpin: Scenario = {
  id: "hairpin",
  topic: "services",
  summary: "A web server asks its own Service, and chance sends it to itself.",
  document: {
    title: "Hairpin: a pod reaches itself",
    notes: [
      "The first rule of the endpoint's chain is for just this: the source is the endpoint itself.",
      "Without the mark the pod would get a packet from its own address and never answer through the node.",
      "MASQUERADE puts the node's address in, and both ways are undone for the answer.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: WEB_PODS.slice(0, 1), services: [WEB_SERVICE] }),
    },
    packet: firstPacket({ from: "web-r728ht7jz-z4t4q", to: "web", port: 80, sourcePort: 40114 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:1 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:2 KUBE-SEP-7U6MWNJWR3SADOJA",
      "node-a nat KUBE-SEP-7U6MWNJWR3SADOJA:1 KUBE-MARK-MASQ",
      "node-a nat KUBE-MARK-MASQ:1 MARK",
      "node-a nat KUBE-SEP-7U6MWNJWR3SADOJA:2 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter KUBE-FORWARD:2 ACCEPT",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:2 MARK",
      "node-a nat KUBE-POSTROUTING:3 MASQUERADE",
    ],
    outcome: "delivered web-r728ht7jz-z4t4q",
    seen: "192.168.1.10:41477 → 10.244.0.5:8080",
    answer: "10.96.20.1:80 → 10.244.0.5:40114",
  },
};
