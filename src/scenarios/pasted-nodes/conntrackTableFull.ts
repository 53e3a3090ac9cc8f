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

/** Connections of the crawler that fills the table, all answered: its pod is 10.244.0.33. */
const CONNECTIONS = [41002, 41004, 41006, 41008, 41010, 41012, 41014].map(
  (port, index) =>
    `tcp      6 ${86021 + index} ESTABLISHED src=10.244.0.33 dst=198.51.100.${20 + index} sport=${port} dport=443 src=198.51.100.${20 + index} dst=192.168.1.10 sport=443 dport=${port} [ASSURED] mark=0 use=1`,
);
/** One of the asking pod, from before the table was full. */
const KNOWN =
  "tcp      6 86398 ESTABLISHED src=10.244.0.9 dst=10.96.20.1 sport=40100 dport=80 src=10.244.0.5 dst=10.244.0.9 sport=8080 dport=40100 [ASSURED] mark=0 use=1";

const MAX = "net.netfilter.nf_conntrack_max = 8";

/** Source: kubernetes/kubernetes #71261. */
export const conntrackTableFull: NodeScenario = {
  id: "conntrack-table-full",
  topic: "nodes",
  summary: "New connections vanish by chance, open ones work: no rule drops them.",
  title: "conntrack's table is full",
  notes: [
    "conntrack looks before mangle and nat do. It does not know this connection, and its table holds as many as nf_conntrack_max allows.",
    "The limit is set to 8 here, so that the list at the left can be read. On a node it is 262144 or so, and dmesg says: nf_conntrack: table full, dropping packet.",
    "All of the eight are answered ([ASSURED]): none is put out for a new one. Send from port 40100 and see that a known connection still passes.",
    "Raise net.netfilter.nf_conntrack_max under Settings, or delete a connection, and walk again.",
  ],
  printed: collectorOutput(
    flannelNode(CLUSTER, "node-a", {
      sysctls: [
        ...NODE_SYSCTLS.filter((line) => !line.includes("nf_conntrack_")),
        "net.netfilter.nf_conntrack_count = 8",
        MAX,
      ],
      connections: [...CONNECTIONS, KNOWN],
    }),
  ),
  packet: firstPacket({ from: CLIENT_POD.name, to: "10.96.20.1", port: 80, sourcePort: 40122 }),
  seed: 1,
  expect: {
    matched: [],
    outcome: "lost conntrack table full",
    seen: undefined,
    answer: undefined,
  },
  remedy: {
    instead: MAX,
    write: "net.netfilter.nf_conntrack_max = 16",
    outcome: "delivered web-r728ht7jz-z4t4q",
    seen: "10.244.0.9:40122 → 10.244.0.5:8080",
    answer: "10.96.20.1:80 → 10.244.0.9:40122",
  },
};
