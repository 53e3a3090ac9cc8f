import type { Scenario } from "./scenario";
import { CLIENT_POD, firstPacket, threeNodes, WEB_SERVICE } from "./threeNodes";

export const noEndpoints: Scenario = {
  id: "no-endpoints",
  topic: "services",
  summary: "Nobody serves it: the node refuses at once, so the client does not have to wait.",
  document: {
    title: "A Service without endpoints",
    notes: [
      "nat has no rule for the Service's address: nothing changes the packet.",
      "filter has one, in KUBE-SERVICES: REJECT.",
      'The pod gets an ICMP error and reports "connection refused", not a timeout.',
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: [CLIENT_POD], services: [WEB_SERVICE] }),
    },
    packet: firstPacket({ from: "shell", to: "web", port: 80, sourcePort: 41300 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter FORWARD:3 KUBE-SERVICES",
      "node-a filter KUBE-SERVICES:1 REJECT",
    ],
    outcome: "rejected node-a KUBE-SERVICES:1",
    seen: undefined,
    answer: "192.168.1.10 → 10.244.0.9",
  },
};
