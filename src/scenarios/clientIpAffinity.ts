import type { Scenario } from "./scenario";
import { firstPacket, nodePortService, threeNodes, WEB_PODS } from "./threeNodes";

export const clientIpAffinity: Scenario = {
  id: "client-ip-affinity",
  topic: "services",
  summary: "A whole office comes from one address, and ClientIP sends it all to one pod.",
  document: {
    title: "Session affinity behind one address",
    notes: [
      "The first connection draws a pod, and that pod's list of -m recent remembers the client's address.",
      "Every later connection meets --rcheck first, and goes to the same pod: look at the second.",
      "To kube-proxy everybody behind the client's router is one client, so one pod gets them all.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({
        pods: WEB_PODS,
        services: [{ ...nodePortService(), clientIPAffinitySeconds: 10_800 }],
      }),
    },
    packet: {
      ...firstPacket({ from: "client", to: "node-a", port: 30080, sourcePort: 52814 }),
      count: 5,
      as: "new connections",
    },
    seed: 17,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-NODEPORTS",
      "node-a nat KUBE-NODEPORTS:1 KUBE-EXT-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:1 KUBE-MARK-MASQ",
      "node-a nat KUBE-MARK-MASQ:1 MARK",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:2 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:6 KUBE-SEP-F7BHZ7WL3PFYMSRY",
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
    seen: "192.168.1.10:35304 → 10.244.1.6:8080",
    answer: "192.168.1.10:30080 → 203.0.113.7:52814",
  },
};
