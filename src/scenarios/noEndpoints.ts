import type { Scenario } from "./scenario";
import { CLIENT_POD, firstPacket, threeNodes, WEB_SERVICE } from "./threeNodes";

export const noEndpoints: Scenario = {
  id: "no-endpoints",
  title: "A Service without endpoints",
  summary: "Nobody serves it: the node refuses at once, so the client does not have to wait.",
  notice: [
    "nat has no rule for the Service's address: nothing changes the packet.",
    "filter has one, in KUBE-SERVICES: REJECT.",
    'The pod gets an ICMP error and reports "connection refused", not a timeout.',
  ],
  document: {
    title: "A Service without endpoints",
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: [CLIENT_POD], services: [WEB_SERVICE] }),
    },
    packet: firstPacket({ from: "shell", to: "web", port: 80, sourcePort: 41300 }),
    seed: 1,
  },
  expect: { matched: [], outcome: "", seen: undefined, answer: undefined },
};
