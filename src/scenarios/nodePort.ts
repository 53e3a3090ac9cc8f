import type { Scenario } from "./scenario";
import { firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

/** The first screen: a client outside reaches a pod on another node than the one it asked. */
export const nodePort: Scenario = {
  id: "node-port",
  title: "NodePort, 3 pods on 3 nodes",
  summary: "A client outside asks node-a; the pod that answers runs on node-b.",
  notice: [
    "KUBE-EXT marks the packet, because it came from outside.",
    "Chance picks one of three pods; DNAT writes its address into the packet.",
    "On the way out MASQUERADE puts node-a's address in, so the answer comes back through node-a.",
    "The pod never sees the client's address.",
  ],
  document: {
    title: "NodePort, 3 pods on 3 nodes",
    source: {
      kind: "cluster",
      cluster: threeNodes({
        pods: WEB_PODS,
        services: [
          {
            ...WEB_SERVICE,
            type: "NodePort",
            ports: WEB_SERVICE.ports.map((port) => ({ ...port, nodePort: 30080 })),
          },
        ],
      }),
    },
    packet: firstPacket({ from: "client", to: "node-a", port: 30080, sourcePort: 52814 }),
    seed: 7,
  },
  expect: { matched: [], outcome: "", seen: undefined, answer: undefined },
};
