import type { Scenario } from "./scenario";
import { firstPacket } from "./threeNodes";
import { twoHosts } from "./twoHosts";

/** A host asks a Service and meets a pod on the other host; its own address is hidden behind flannel's. */
export const flannelMasqueraded: Scenario = {
  id: "flannel-masqueraded",
  topic: "networks",
  summary: "A host asks a Service by hand-written chains; the pod on the other host answers.",
  document: {
    title: "Two hosts, flannel, own address masqueraded",
    notes: [
      "The source is chosen before DNAT: the packet leaves with cloudos1's address on the LAN, 192.168.1.6.",
      "After DNAT the route leads into flannel.1, where that source does not belong.",
      "POSTROUTING rule 1 masquerades it: the pod sees 10.5.75.0, flannel.1's own address, and the answer finds its way.",
    ],
    source: twoHosts(true),
    packet: firstPacket({ from: "cloudos1", to: "10.100.100.1", port: 7070, sourcePort: 56094 }),
    seed: 3,
  },
  expect: {
    matched: [
      "cloudos1 nat OUTPUT:1 KUBE-SERVICES",
      "cloudos1 nat KUBE-SERVICES:1 KUBE-SVC-1",
      "cloudos1 nat KUBE-SVC-1:2 KUBE-SEP-os2my1",
      "cloudos1 nat KUBE-SEP-os2my1:2 DNAT",
      "cloudos1 nat POSTROUTING:1 MASQUERADE",
      "cloudos2 nat PREROUTING:1 KUBE-SERVICES",
      "cloudos2 nat POSTROUTING:2 KUBE-POSTROUTING",
    ],
    outcome: "delivered os2_my1",
    seen: "10.5.75.0:56094 → 10.5.88.2:3000",
    answer: "10.100.100.1:7070 → 192.168.1.6:56094",
  },
};
