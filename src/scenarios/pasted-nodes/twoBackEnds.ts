import { CLIENT_POD, firstPacket, onNodes, threeNodes, WEB_PODS, WEB_SERVICE } from "../threeNodes";
import { collectorOutput } from "./collectorOutput";
import { flannelNode } from "./flannelNode";
import type { NodeScenario } from "./nodeScenario";

const CLUSTER = onNodes(
  threeNodes({ pods: [CLIENT_POD, ...WEB_PODS.slice(0, 1)], services: [WEB_SERVICE] }),
  "node-a",
);

/** What a kube-proxy left behind that ran with the other back end, for a pod that is long gone. */
const STALE = [
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":INPUT ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  ":KUBE-SEP-ZX6JVBQSV7K2QHGL - [0:0]",
  ":KUBE-SERVICES - [0:0]",
  ":KUBE-SVC-CDGGSHYLG3RE2FKL - [0:0]",
  '[0:0] -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '[0:0] -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '[0:0] -A KUBE-SEP-ZX6JVBQSV7K2QHGL -p tcp -m comment --comment "default/web:http" -m tcp -j DNAT --to-destination 10.244.0.77:8080',
  '[0:0] -A KUBE-SERVICES -d 10.96.20.1/32 -p tcp -m comment --comment "default/web:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-CDGGSHYLG3RE2FKL',
  '[0:0] -A KUBE-SVC-CDGGSHYLG3RE2FKL -m comment --comment "default/web:http" -j KUBE-SEP-ZX6JVBQSV7K2QHGL',
  "COMMIT",
];

/** Source: kubernetes/kubernetes #71305, #109811. */
export const twoBackEnds: NodeScenario = {
  id: "two-back-ends",
  topic: "nodes",
  summary: "iptables-save shows all in order, and packets still go to a pod that is gone.",
  title: "Rules of iptables-legacy and of nft, both loaded",
  notes: [
    "By the rules that iptables-save prints the Service is in order: the walk leads to its pod.",
    "But iptables-legacy holds rules too, of a kube-proxy that ran before, and the kernel asks both. Whoever translates first wins, and the listing does not tell who comes first.",
    "So the outcome is undecided. Findings say what the other one holds.",
    "Flush what is stale with iptables-legacy, let all on the node use one back end, collect it again and paste it.",
  ],
  printed: collectorOutput(flannelNode(CLUSTER, "node-a", { legacyRules: STALE })),
  packet: firstPacket({ from: CLIENT_POD.name, to: "10.96.20.1", port: 80, sourcePort: 40122 }),
  seed: 1,
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:1 KUBE-SVC-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVC-CDGGSHYLG3RE2FKL:2 KUBE-SEP-7U6MWNJWR3SADOJA",
      "node-a nat KUBE-SEP-7U6MWNJWR3SADOJA:2 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter FORWARD:3 KUBE-SERVICES",
      "node-a filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:1 RETURN",
    ],
    outcome: "undecided what the rules of the other iptables do, which are loaded beside these",
    seen: undefined,
    answer: undefined,
  },
  remedy: {
    instead: `${STALE.join("\n")}\n`,
    write: "",
    outcome: "delivered web-r728ht7jz-z4t4q",
    seen: "10.244.0.9:40122 → 10.244.0.5:8080",
    answer: "10.96.20.1:80 → 10.244.0.9:40122",
  },
};
