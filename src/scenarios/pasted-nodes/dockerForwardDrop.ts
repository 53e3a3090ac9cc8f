import { generateRuleset } from "@/kubernetes";
import { type ForeignRules, withForeign } from "../pastedCluster";
import { CLIENT_POD, firstPacket, onNodes, threeNodes, WEB_PODS } from "../threeNodes";
import { collectorOutput } from "./collectorOutput";
import { flannelNode } from "./flannelNode";
import type { NodeScenario } from "./nodeScenario";

const CLUSTER = onNodes(
  threeNodes({ pods: [CLIENT_POD, ...WEB_PODS.slice(1, 2)], services: [] }),
  "node-a",
  "node-b",
);

/** What dockerd puts before all else in FORWARD when it starts. */
const DOCKER: ForeignRules = {
  table: "filter",
  chains: ["DOCKER", "DOCKER-ISOLATION-STAGE-1", "DOCKER-USER"],
  rules: [
    "-A FORWARD -j DOCKER-USER",
    "-A FORWARD -j DOCKER-ISOLATION-STAGE-1",
    "-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    "-A FORWARD -o docker0 -j DOCKER",
    "-A FORWARD -i docker0 ! -o docker0 -j ACCEPT",
    "-A FORWARD -i docker0 -o docker0 -j ACCEPT",
    "-A DOCKER-ISOLATION-STAGE-1 -j RETURN",
    "-A DOCKER-USER -j RETURN",
  ],
};

const POLICY = ":FORWARD DROP [5120:307200]";

/** Source: kubernetes/kubernetes #39823; weaveworks/weave #2758. */
export const dockerForwardDrop: NodeScenario = {
  id: "docker-forward-drop",
  topic: "nodes",
  summary: "Since Docker was installed on node-a, its pods reach no pod of another node.",
  title: "Docker was installed, and pods cannot talk any more",
  notes: [
    "A pod asks a pod on node-b by its address: no Service and no nat has a part in it.",
    "Docker's rules in FORWARD look at docker0 alone. KUBE-FORWARD accepts what is marked or established: this packet is neither.",
    "So FORWARD runs out, and its policy decides. dockerd set it to DROP when it started.",
    "Set the policy back, :FORWARD ACCEPT, or accept 10.244.0.0/16 in DOCKER-USER, and walk again.",
  ],
  printed: [
    flannelNode(CLUSTER, "node-a", {
      others: [
        {
          name: "docker0",
          address: "172.17.0.1/16",
          kind: "bridge forward_delay 1500 hello_time 200 max_age 2000",
        },
      ],
      rules: withForeign(generateRuleset(CLUSTER, "node-a").text, DOCKER).replace(
        ":FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:KUBE-EXTERNAL",
        `${POLICY}\n:OUTPUT ACCEPT [0:0]\n:KUBE-EXTERNAL`,
      ),
    }),
    flannelNode(CLUSTER, "node-b", {}),
  ]
    .map(collectorOutput)
    .join("\n"),
  packet: firstPacket({
    from: CLIENT_POD.name,
    to: WEB_PODS[1]?.address ?? "",
    port: 8080,
    sourcePort: 40122,
  }),
  seed: 1,
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a filter FORWARD:1 DOCKER-USER",
      "node-a filter DOCKER-USER:1 RETURN",
      "node-a filter FORWARD:2 DOCKER-ISOLATION-STAGE-1",
      "node-a filter DOCKER-ISOLATION-STAGE-1:1 RETURN",
      "node-a filter FORWARD:7 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:8 KUBE-FORWARD",
      "node-a filter FORWARD:9 KUBE-SERVICES",
      "node-a filter FORWARD:10 KUBE-EXTERNAL-SERVICES",
    ],
    outcome: "dropped node-a FORWARD:11",
    seen: undefined,
    answer: undefined,
  },
  remedy: {
    instead: POLICY,
    write: ":FORWARD ACCEPT [5120:307200]",
    outcome: "delivered web-r728ht7jz-5nvpx",
    seen: "10.244.0.9:40122 → 10.244.1.6:8080",
    answer: "10.244.1.6:8080 → 10.244.0.9:40122",
  },
};
