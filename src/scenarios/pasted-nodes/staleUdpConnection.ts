import { newPod, newService } from "@/kubernetes";
import { CLIENT_POD, firstPacket, onNodes, threeNodes } from "../threeNodes";
import { collectorOutput } from "./collectorOutput";
import { flannelNode } from "./flannelNode";
import type { NodeScenario } from "./nodeScenario";

const CLUSTER = onNodes(
  threeNodes({
    pods: [
      CLIENT_POD,
      newPod({
        name: "dns-cache-7c5d8f6b9-r2x7v",
        nodeName: "node-a",
        address: "10.244.0.22",
        labels: { app: "dns-cache" },
      }),
    ],
    services: [
      newService({
        name: "dns-cache",
        clusterIP: "10.96.0.53",
        selector: { app: "dns-cache" },
        ports: [{ name: "dns", protocol: "UDP", port: 53, targetPort: 53, nodePort: undefined }],
      }),
    ],
  }),
  "node-a",
);

const STALE =
  "udp      17 27 src=10.244.0.9 dst=10.96.0.53 sport=40053 dport=53 [UNREPLIED] src=10.244.0.21 dst=10.244.0.9 sport=53 dport=40053 mark=0 use=1";

/** Source: kubernetes/kubernetes #139628, #48370. */
export const staleUdpConnection: NodeScenario = {
  id: "stale-udp-connection",
  topic: "nodes",
  summary: "The rules lead to the new pod, and the queries still go to the one that is gone.",
  title: "A UDP Service is a black hole after a restart",
  notes: [
    "conntrack knows this query's addresses and ports: an entry from before the restart, [UNREPLIED].",
    "A connection that is known keeps its destination, so nat's chains are not visited: 10.244.0.21, the pod that is gone.",
    "Every query renews the entry, so it does not expire as long as the client keeps its source port.",
    "Delete the line under Connections at the left, as conntrack -D would, and walk again: KUBE-SERVICES is asked, and the new pod answers.",
  ],
  printed: collectorOutput(
    flannelNode(CLUSTER, "node-a", {
      connections: [
        "tcp      6 86392 ESTABLISHED src=192.168.1.10 dst=192.168.1.30 sport=45228 dport=6443 src=192.168.1.30 dst=192.168.1.10 sport=6443 dport=45228 [ASSURED] mark=0 use=1",
        STALE,
      ],
    }),
  ),
  packet: {
    ...firstPacket({ from: CLIENT_POD.name, to: "10.96.0.53", port: 53, sourcePort: 40053 }),
    protocol: "udp",
  },
  seed: 1,
  expect: {
    matched: [
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter FORWARD:3 KUBE-SERVICES",
      "node-a filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
    ],
    outcome: "lost nobody has the next hop",
    seen: undefined,
    answer: undefined,
  },
  remedy: {
    instead: `${STALE}\n`,
    write: "",
    outcome: "delivered dns-cache-7c5d8f6b9-r2x7v",
    seen: "10.244.0.9:40053 → 10.244.0.22:53",
    answer: "10.96.0.53:53 → 10.244.0.9:40053",
  },
};
