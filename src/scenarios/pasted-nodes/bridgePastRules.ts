import { CLIENT_POD, firstPacket, onNodes, threeNodes, WEB_PODS, WEB_SERVICE } from "../threeNodes";
import { collectorOutput } from "./collectorOutput";
import { flannelNode, NODE_SYSCTLS } from "./flannelNode";
import type { NodeScenario } from "./nodeScenario";

const CLUSTER = onNodes(
  threeNodes({
    pods: [CLIENT_POD, ...WEB_PODS.slice(0, 1)],
    services: [WEB_SERVICE],
  }),
  "node-a",
);

const ON = "net.bridge.bridge-nf-call-iptables = 1";
const OFF = "net.bridge.bridge-nf-call-iptables = 0";

/** Source: kubernetes/kubernetes #38802. */
export const bridgePastRules: NodeScenario = {
  id: "bridge-past-rules",
  topic: "nodes",
  summary: "A Service answers pods of other nodes, but times out for a pod beside its own.",
  title: "A ClusterIP times out on the pod's own node",
  notes: [
    "The way there is in order: the packet goes to the node's own address on cni0, is routed, and DNAT gives it the pod's address.",
    "The answer is for a neighbour on the same bridge. cni0 passes it on from port to port, and bridge-nf-call-iptables is 0: no rule and no conntrack sees it.",
    "So nobody turns its source back: it comes from 10.244.0.5, whom the pod did not ask, and is thrown away.",
    "Set net.bridge.bridge-nf-call-iptables to 1 under Settings and walk again: the answer passes conntrack, and comes from 10.96.20.1.",
  ],
  printed: collectorOutput(
    flannelNode(CLUSTER, "node-a", {
      sysctls: NODE_SYSCTLS.map((line) => (line === ON ? OFF : line)),
    }),
  ),
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
    outcome: "delivered web-r728ht7jz-z4t4q",
    seen: "10.244.0.9:40122 → 10.244.0.5:8080",
    answer: "10.244.0.5:8080 → 10.244.0.9:40122",
  },
  remedy: {
    instead: OFF,
    write: ON,
    outcome: "delivered web-r728ht7jz-z4t4q",
    seen: "10.244.0.9:40122 → 10.244.0.5:8080",
    answer: "10.96.20.1:80 → 10.244.0.9:40122",
  },
};
