import { generateRuleset, newCluster, newNode, newPod } from "@/kubernetes";
import { firstPacket, nodePortService } from "../threeNodes";
import { collectorOutput } from "./collectorOutput";
import { NODE_SYSCTLS } from "./flannelNode";
import type { NodeScenario } from "./nodeScenario";

const POD = "192.168.10.25";

const CLUSTER = newCluster({
  nodes: [newNode({ name: "ip-192-168-10-10", address: "192.168.10.10", podCIDR: "" })],
  pods: [
    newPod({
      name: "web-6f8d7c9b-q2w8t",
      nodeName: "ip-192-168-10-10",
      address: POD,
      labels: { app: "web" },
    }),
  ],
  services: [nodePortService()],
});

/** What the network plug-in adds, so that answers to what came in by eth0 leave by eth0. */
const CONNMARK = [
  "*mangle",
  ":PREROUTING ACCEPT [0:0]",
  ":INPUT ACCEPT [0:0]",
  ":FORWARD ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  '-A PREROUTING -i eth0 -m comment --comment "primary interface" -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x80/0x80',
  '-A PREROUTING -i eni+ -m comment --comment "primary interface" -j CONNMARK --restore-mark --nfmask 0x80 --ctmask 0x80',
  "COMMIT",
];

const STRICT = "net.ipv4.conf.eth0.rp_filter = 1";

/** Source: aws/amazon-vpc-cni-k8s #75. */
export const strictRpFilter: NodeScenario = {
  id: "strict-rp-filter",
  topic: "nodes",
  summary: "A pod has its address from the second interface; packets to its NodePort vanish.",
  title: "A NodePort and rp_filter on a second interface",
  notes: [
    "The packet comes in by eth0, and the nat rules send it to 192.168.10.25, whose address belongs to eth1.",
    "Only now rp_filter looks: would an answer from 192.168.10.25 leave by eth0? A routing rule sends what comes from there to table 2, so to eth1.",
    "eth0 is strict: rp_filter 1. The packet is lost, no rule says so, and nothing is sent back.",
    "Set net.ipv4.conf.eth0.rp_filter to 2 under Settings and walk again. The answer leaves by eth0 then, since mangle restores mark 0x80 and the rule for it asks the main table.",
  ],
  printed: collectorOutput({
    hostname: "ip-192-168-10-10",
    interfaces: [
      { name: "eth0", address: "192.168.10.10/24" },
      { name: "eni5c1f8a2b9d3", kind: "veth" },
      { name: "eth1", address: "192.168.10.24/24" },
    ],
    routes: [
      "default via 192.168.10.1 dev eth1 table 2",
      "192.168.10.1 dev eth1 table 2 scope link",
      "default via 192.168.10.1 dev eth0",
      `${POD} dev eni5c1f8a2b9d3 scope link`,
    ],
    routingRules: [
      `512:\tfrom all to ${POD} lookup main`,
      "1024:\tfrom all fwmark 0x80/0x80 lookup main",
      `1536:\tfrom ${POD} lookup 2`,
    ],
    sysctls: [
      ...NODE_SYSCTLS.filter((line) => !line.includes("eth0.rp_filter")),
      STRICT,
      "net.ipv4.conf.eth1.rp_filter = 2",
    ],
    rules: generateRuleset(CLUSTER, "ip-192-168-10-10").text.replace(
      /\*mangle\n[\s\S]*?COMMIT/,
      CONNMARK.join("\n"),
    ),
    pods: [["web-6f8d7c9b-q2w8t", POD, "ip-192-168-10-10"]],
  }),
  packet: firstPacket({ from: "client", to: "192.168.10.10", port: 30080, sourcePort: 52814 }),
  seed: 1,
  expect: {
    matched: [
      "ip-192-168-10-10 mangle PREROUTING:1 CONNMARK",
      "ip-192-168-10-10 nat PREROUTING:1 KUBE-SERVICES",
      "ip-192-168-10-10 nat KUBE-SERVICES:2 KUBE-NODEPORTS",
      "ip-192-168-10-10 nat KUBE-NODEPORTS:1 KUBE-EXT-CDGGSHYLG3RE2FKL",
      "ip-192-168-10-10 nat KUBE-EXT-CDGGSHYLG3RE2FKL:1 KUBE-MARK-MASQ",
      "ip-192-168-10-10 nat KUBE-MARK-MASQ:1 MARK",
      "ip-192-168-10-10 nat KUBE-EXT-CDGGSHYLG3RE2FKL:2 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "ip-192-168-10-10 nat KUBE-SVC-CDGGSHYLG3RE2FKL:2 KUBE-SEP-JUVKJ6I55X6GVIPI",
      "ip-192-168-10-10 nat KUBE-SEP-JUVKJ6I55X6GVIPI:2 DNAT",
    ],
    outcome: "lost rp_filter",
    seen: undefined,
    answer: undefined,
  },
  remedy: {
    instead: STRICT,
    write: "net.ipv4.conf.eth0.rp_filter = 2",
    outcome: "delivered web-6f8d7c9b-q2w8t",
    seen: "192.168.10.10:41477 → 192.168.10.25:8080",
    answer: "192.168.10.10:30080 → 203.0.113.7:52814",
  },
};
