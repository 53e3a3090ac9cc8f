import type { Scenario } from "./scenario";
import { firstPacket } from "./threeNodes";
import { twoHosts } from "./twoHosts";

/** The same without the last rule: the packet keeps a source that the second host's rp_filter refuses. */
export const flannelLost: Scenario = {
  id: "flannel-lost",
  topic: "networks",
  summary: "The same hosts without the last SNAT rule: the packet is lost on the second host.",
  document: {
    title: "Two hosts, flannel, without the last SNAT rule",
    notes: [
      "Without the rule the packet goes into flannel.1 with the source 192.168.1.6.",
      "cloudos2 would answer that address over eth0, not over flannel.1: strict rp_filter gives the packet up.",
      "No rule drops it and nothing answers: the sender tries again until it times out.",
    ],
    source: twoHosts(false),
    packet: firstPacket({ from: "cloudos1", to: "10.100.100.1", port: 7070, sourcePort: 56094 }),
    seed: 3,
  },
  expect: {
    matched: [
      "cloudos1 nat OUTPUT:1 KUBE-SERVICES",
      "cloudos1 nat KUBE-SERVICES:1 KUBE-SVC-1",
      "cloudos1 nat KUBE-SVC-1:2 KUBE-SEP-os2my1",
      "cloudos1 nat KUBE-SEP-os2my1:2 DNAT",
      "cloudos1 nat POSTROUTING:1 KUBE-POSTROUTING",
      "cloudos2 nat PREROUTING:1 KUBE-SERVICES",
    ],
    outcome: "lost rp_filter",
    seen: undefined,
    answer: undefined,
  },
};
