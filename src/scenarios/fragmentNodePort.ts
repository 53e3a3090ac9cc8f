import { pastedFragment } from "./pastedFragment";
import type { Scenario } from "./scenario";
import { firstPacket } from "./threeNodes";

const ADDED = "# added: what kube-proxy writes around such rules on every node";
const NAME = '-m comment --comment "default/k8s-nginx-node:"';

/** What `grep` left of a node's rules, put back among the jumps that every node has. */
const RULES = [
  ADDED,
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":INPUT ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
  "# as pasted:",
  "$ sudo iptables-save | grep default/k8s-nginx-node",
  `-A KUBE-NODEPORTS -p tcp ${NAME} -m tcp --dport 30136 -j KUBE-MARK-MASQ`,
  `-A KUBE-NODEPORTS -p tcp ${NAME} -m tcp --dport 30136 -j KUBE-SVC-RD5DSC6PXE26GCYZ`,
  `-A KUBE-SEP-VRKO3GZ2XUCPVWY5 -s 10.244.0.115/32 ${NAME} -j KUBE-MARK-MASQ`,
  `-A KUBE-SEP-VRKO3GZ2XUCPVWY5 -p tcp ${NAME} -m tcp -j DNAT --to-destination 10.244.0.115:80`,
  `-A KUBE-SEP-YNJKNN6SS5424R7C -s 10.244.0.113/32 ${NAME} -j KUBE-MARK-MASQ`,
  `-A KUBE-SEP-YNJKNN6SS5424R7C -p tcp ${NAME} -m tcp -j DNAT --to-destination 10.244.0.113:80`,
  `-A KUBE-SEP-ZGMDZ7UNNV74OV5B -s 10.244.0.114/32 ${NAME} -j KUBE-MARK-MASQ`,
  `-A KUBE-SEP-ZGMDZ7UNNV74OV5B -p tcp ${NAME} -m tcp -j DNAT --to-destination 10.244.0.114:80`,
  '-A KUBE-SERVICES ! -s 10.244.0.0/16 -d 10.98.128.179/32 -p tcp -m comment --comment "default/k8s-nginx-node: cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ',
  '-A KUBE-SERVICES -d 10.98.128.179/32 -p tcp -m comment --comment "default/k8s-nginx-node: cluster IP" -m tcp --dport 80 -j KUBE-SVC-RD5DSC6PXE26GCYZ',
  `-A KUBE-SVC-RD5DSC6PXE26GCYZ ${NAME} -m statistic --mode random --probability 0.33332999982 -j KUBE-SEP-YNJKNN6SS5424R7C`,
  `-A KUBE-SVC-RD5DSC6PXE26GCYZ ${NAME} -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-ZGMDZ7UNNV74OV5B`,
  `-A KUBE-SVC-RD5DSC6PXE26GCYZ ${NAME} -j KUBE-SEP-VRKO3GZ2XUCPVWY5`,
  ADDED,
  "-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
  "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
  "-A KUBE-POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE",
  "COMMIT",
  "",
].join("\n");

/** An old kube-proxy's rules for one Service, cut out of a dump. */
export const fragmentNodePort: Scenario = {
  id: "fragment-node-port",
  topic: "pasted",
  summary: "Rules that grep cut out of an old node, pasted with the prompt around them.",
  document: {
    title: "Pasted: a NodePort as an old kube-proxy wrote it",
    notes: [
      "Two rules of KUBE-NODEPORTS match the same packet: one marks it, the next leads to the Service.",
      "The Service's name ends in a colon: up to version 1.18 a port without a name left one behind.",
      "The prompt is passed over. The jumps from PREROUTING and OUTPUT were added, and so was the node's address.",
    ],
    source: pastedFragment(RULES, [
      { name: "nginx-113", address: "10.244.0.113" },
      { name: "nginx-114", address: "10.244.0.114" },
      { name: "nginx-115", address: "10.244.0.115" },
    ]),
    packet: firstPacket({ from: "client", to: "192.168.1.20", port: 30136, sourcePort: 52814 }),
    seed: 4,
  },
  expect: {
    matched: [
      "vortex-dev nat PREROUTING:1 KUBE-SERVICES",
      "vortex-dev nat KUBE-SERVICES:3 KUBE-NODEPORTS",
      "vortex-dev nat KUBE-NODEPORTS:1 KUBE-MARK-MASQ",
      "vortex-dev nat KUBE-MARK-MASQ:1 MARK",
      "vortex-dev nat KUBE-NODEPORTS:2 KUBE-SVC-RD5DSC6PXE26GCYZ",
      "vortex-dev nat KUBE-SVC-RD5DSC6PXE26GCYZ:2 KUBE-SEP-ZGMDZ7UNNV74OV5B",
      "vortex-dev nat KUBE-SEP-ZGMDZ7UNNV74OV5B:2 DNAT",
      "vortex-dev nat POSTROUTING:1 KUBE-POSTROUTING",
      "vortex-dev nat KUBE-POSTROUTING:1 MASQUERADE",
    ],
    outcome: "delivered nginx-114",
    seen: "10.244.0.1:52814 → 10.244.0.114:80",
    answer: "192.168.1.20:30136 → 203.0.113.7:52814",
  },
};
