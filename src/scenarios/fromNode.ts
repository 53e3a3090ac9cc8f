import type { Scenario } from "./scenario";
import { firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

export const fromNode: Scenario = {
  id: "from-node",
  title: "From the node itself",
  summary: "A process on node-a uses the Service: its packet begins in OUTPUT, not in PREROUTING.",
  notice: [
    "A packet that the node sends itself is routed first, then meets OUTPUT.",
    "The node's own address is not in the pod range, so the packet is marked.",
    "After DNAT it is routed again, to where the pod is.",
  ],
  document: {
    title: "From the node itself",
    source: { kind: "cluster", cluster: threeNodes({ pods: WEB_PODS, services: [WEB_SERVICE] }) },
    packet: firstPacket({ from: "node-a", to: "web.default", port: 80, sourcePort: 38444 }),
    seed: 5,
  },
  expect: { matched: [], outcome: "", seen: undefined, answer: undefined },
};
