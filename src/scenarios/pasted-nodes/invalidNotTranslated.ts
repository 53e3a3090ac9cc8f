import { generateRuleset } from "@/kubernetes";
import { CLIENT_POD, firstPacket, onNodes, threeNodes, WEB_PODS, WEB_SERVICE } from "../threeNodes";
import { collectorOutput } from "./collectorOutput";
import { flannelNode, NODE_SYSCTLS } from "./flannelNode";
import type { NodeScenario } from "./nodeScenario";

const CLUSTER = onNodes(
  threeNodes({
    pods: [CLIENT_POD, ...WEB_PODS.slice(1, 2)],
    services: [WEB_SERVICE],
  }),
  "node-a",
  "node-b",
);

/** What kube-proxy does not write when it is to be liberal: --conntrack-tcp-be-liberal. */
const DROP_INVALID = "-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP\n";

const LIBERAL = "net.netfilter.nf_conntrack_tcp_be_liberal = 1";
const STRICT = "net.netfilter.nf_conntrack_tcp_be_liberal = 0";

const ASKED =
  "tcp      6 86391 ESTABLISHED src=10.244.0.9 dst=10.96.20.1 sport=40100 dport=80 src=10.244.1.6 dst=10.244.0.9 sport=8080 dport=40100 [ASSURED] mark=0 use=1";
const ANSWERING =
  "tcp      6 86391 ESTABLISHED src=10.244.0.9 dst=10.244.1.6 sport=40100 dport=8080 src=10.244.1.6 dst=10.244.0.9 sport=8080 dport=40100 [ASSURED] mark=0 use=1";

function node(name: string, setting: string, connection: string): string {
  const rules = generateRuleset(CLUSTER, name).text.replace(DROP_INVALID, "");
  const sysctls = [...NODE_SYSCTLS, setting];
  return collectorOutput(flannelNode(CLUSTER, name, { rules, sysctls, connections: [connection] }));
}

/** Source: kubernetes/kubernetes #74839, PR #74840. */
export const invalidNotTranslated: NodeScenario = {
  id: "invalid-not-translated",
  topic: "nodes",
  summary: "Large downloads through a Service break off now and then: connection reset by peer.",
  title: "Connections to a Service are reset under load",
  notes: [
    "A server on node-b sends a segment of an open connection. It comes late, outside the window that conntrack keeps: said under More about the packet.",
    "node-a's conntrack does not count it in: it is INVALID, and what is INVALID is not translated back.",
    "It reaches the client from 10.244.1.6, port 8080. The client talks to 10.96.20.1, knows no such connection and answers with a RST, which ends the server's side.",
    "Set net.netfilter.nf_conntrack_tcp_be_liberal to 1 on node-a and walk again: it comes from 10.96.20.1. Dropping INVALID in FORWARD helps as well, and kube-proxy does so if it is not told to be liberal.",
  ],
  printed: [node("node-a", STRICT, ASKED), node("node-b", LIBERAL, ANSWERING)].join("\n"),
  packet: {
    ...firstPacket({
      from: WEB_PODS[1]?.name ?? "",
      to: CLIENT_POD.address,
      port: 40100,
      sourcePort: 8080,
    }),
    said: { tcpSegment: "outside the window" },
  },
  seed: 1,
  expect: {
    matched: [
      "node-b filter FORWARD:2 KUBE-FORWARD",
      "node-b filter KUBE-FORWARD:2 ACCEPT",
      "node-a filter FORWARD:2 KUBE-FORWARD",
    ],
    outcome: "delivered shell",
    seen: "10.244.1.6:8080 → 10.244.0.9:40100",
    answer: undefined,
  },
  remedy: {
    instead: STRICT,
    write: LIBERAL,
    outcome: "delivered shell",
    seen: "10.96.20.1:80 → 10.244.0.9:40100",
    answer: undefined,
  },
};
