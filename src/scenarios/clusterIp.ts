import type { Scenario } from "./scenario";
import { CLIENT_POD, firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

export const clusterIp: Scenario = {
  id: "cluster-ip",
  title: "A pod reaches a ClusterIP",
  summary: "No machine has the Service's address: DNAT replaces it before the packet is routed.",
  notice: [
    "The Service's address is only in rules; no interface has it.",
    "The packet comes from a pod, so nothing marks it, and the web server sees the pod's own address.",
    "The answer is given the Service's address again on its way back: nat chains are not visited for it.",
  ],
  document: {
    title: "A pod reaches a ClusterIP",
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: [CLIENT_POD, ...WEB_PODS], services: [WEB_SERVICE] }),
    },
    packet: firstPacket({
      from: "shell",
      to: "web.default.svc.cluster.local",
      port: 80,
      sourcePort: 41200,
    }),
    seed: 3,
  },
  expect: { matched: [], outcome: "", seen: undefined, answer: undefined },
};
