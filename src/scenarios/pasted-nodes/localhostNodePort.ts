import { firstPacket, nodePortService, onNodes, threeNodes, WEB_PODS } from "../threeNodes";
import { collectorOutput } from "./collectorOutput";
import { flannelNode, NODE_SYSCTLS } from "./flannelNode";
import type { NodeScenario } from "./nodeScenario";

const CLUSTER = onNodes(
  threeNodes({ pods: WEB_PODS.slice(0, 1), services: [nodePortService()] }),
  "node-a",
);
const ON = "net.ipv4.conf.all.route_localnet = 1";
const OFF = "net.ipv4.conf.all.route_localnet = 0";

/** Source: kubernetes/kubernetes #57922, #90259; #92315 (CVE-2020-8558). */
export const localhostNodePort: NodeScenario = {
  id: "localhost-node-port",
  topic: "nodes",
  summary: "The NodePort works from everywhere but from the node's own 127.0.0.1.",
  title: "localhost:NodePort fails on the node itself",
  notes: [
    "OUTPUT gives the packet the pod's address as usual: the rules are in order.",
    "Its source stays 127.0.0.1, and route_localnet is 0 here: what comes from 127/8 may leave by no interface but lo. curl says: Invalid argument.",
    "kube-proxy sets net.ipv4.conf.all.route_localnet to 1, and something set it back. Set it to 1 under Settings and walk again: POSTROUTING masquerades the packet before it leaves.",
    "It has a price: with 1, neighbours on the link reach what listens on 127.0.0.1, unless a rule such as the first of KUBE-FIREWALL keeps them out.",
  ],
  printed: collectorOutput(
    flannelNode(CLUSTER, "node-a", {
      sysctls: NODE_SYSCTLS.map((line) => (line === ON ? OFF : line)),
    }),
  ),
  packet: firstPacket({ from: "node-a", to: "127.0.0.1", port: 30080, sourcePort: 40022 }),
  seed: 1,
  expect: {
    matched: [
      "node-a nat OUTPUT:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-NODEPORTS",
      "node-a nat KUBE-NODEPORTS:1 KUBE-EXT-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:1 KUBE-MARK-MASQ",
      "node-a nat KUBE-MARK-MASQ:1 MARK",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:2 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:2 KUBE-SEP-7U6MWNJWR3SADOJA",
      "node-a nat KUBE-SEP-7U6MWNJWR3SADOJA:2 DNAT",
    ],
    outcome: "lost martian source",
    seen: undefined,
    answer: undefined,
  },
  remedy: {
    instead: OFF,
    write: ON,
    outcome: "delivered web-r728ht7jz-z4t4q",
    seen: "10.244.0.1:41477 → 10.244.0.5:8080",
    answer: "127.0.0.1:30080 → 127.0.0.1:40022",
  },
};
