import type { Scenario } from "./scenario";
import { firstPacket, threeNodes, WEB_PODS, WEB_SERVICE } from "./threeNodes";

export const hairpin: Scenario = {
  id: "hairpin",
  title: "Hairpin: a pod reaches itself",
  summary: "A web server asks its own Service, and chance sends it to itself.",
  notice: [
    "The first rule of the endpoint's chain is for just this: the source is the endpoint itself.",
    "Without the mark the pod would get a packet from its own address and never answer through the node.",
    "MASQUERADE puts the node's address in, and both ways are undone for the answer.",
  ],
  document: {
    title: "Hairpin: a pod reaches itself",
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: WEB_PODS.slice(0, 1), services: [WEB_SERVICE] }),
    },
    packet: firstPacket({ from: "web-r728ht7jz-z4t4q", to: "web", port: 80, sourcePort: 40114 }),
    seed: 1,
  },
  expect: { matched: [], outcome: "", seen: undefined, answer: undefined },
};
