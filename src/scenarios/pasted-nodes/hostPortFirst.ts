import { generateRuleset, newPod, newService } from "@/kubernetes";
import { withForeign } from "../pastedCluster";
import { firstPacket, onNodes, threeNodes } from "../threeNodes";
import { collectorOutput } from "./collectorOutput";
import { flannelNode } from "./flannelNode";
import type { NodeScenario } from "./nodeScenario";

const CLUSTER = onNodes(
  threeNodes({
    pods: [
      newPod({
        name: "shop-5f6b9d8c7-m4k2p",
        nodeName: "node-a",
        address: "10.244.0.17",
        labels: { app: "shop" },
      }),
      newPod({
        name: "ingress-nginx-8hq5z",
        nodeName: "node-a",
        address: "10.244.0.30",
        labels: { app: "ingress-nginx" },
      }),
    ],
    services: [
      newService({
        name: "shop",
        clusterIP: "10.96.31.7",
        externalIPs: ["192.168.1.10"],
        selector: { app: "shop" },
        ports: [
          { name: "https", protocol: "TCP", port: 443, targetPort: 8443, nodePort: undefined },
        ],
      }),
    ],
  }),
  "node-a",
);

const TO_LOCAL = "-A PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT";
const TO_SERVICES =
  '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES';

/** What the portmap plug-in writes for a pod with hostPort 443. */
const PORTMAP = {
  table: "nat",
  chains: [
    "CNI-DN-6f1c02a9d4e7b35810c4a",
    "CNI-HOSTPORT-DNAT",
    "CNI-HOSTPORT-MASQ",
    "CNI-HOSTPORT-SETMARK",
  ],
  rules: [
    "-A OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT",
    '-A POSTROUTING -m comment --comment "CNI portfwd requiring masquerade" -j CNI-HOSTPORT-MASQ',
    "-A CNI-DN-6f1c02a9d4e7b35810c4a -s 10.244.0.0/24 -p tcp -m tcp --dport 443 -j CNI-HOSTPORT-SETMARK",
    "-A CNI-DN-6f1c02a9d4e7b35810c4a -s 127.0.0.1/32 -p tcp -m tcp --dport 443 -j CNI-HOSTPORT-SETMARK",
    "-A CNI-DN-6f1c02a9d4e7b35810c4a -p tcp -m tcp --dport 443 -j DNAT --to-destination 10.244.0.30:443",
    '-A CNI-HOSTPORT-DNAT -p tcp -m comment --comment "dnat name: \\"cbr0\\" id: \\"4b0e9c77d1f2\\"" -m multiport --dports 443 -j CNI-DN-6f1c02a9d4e7b35810c4a',
    "-A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE",
    '-A CNI-HOSTPORT-SETMARK -m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark 0x2000/0x2000',
    TO_LOCAL,
  ],
} as const;

/** Source: containernetworking/cni #577. */
export const hostPortFirst: NodeScenario = {
  id: "host-port-first",
  topic: "nodes",
  summary: "The Service shop has the node's address, and its packets go to another pod.",
  title: "A hostPort takes a Service's packets",
  notes: [
    "192.168.1.10, port 443, is an external IP of the Service shop. The ingress pod has hostPort 443 on the same node.",
    "In nat PREROUTING the plug-in's rule stands before kube-proxy's, and it asks only whether the address is the node's own.",
    "CNI-HOSTPORT-DNAT changes the destination, and a connection is given one destination only: KUBE-SERVICES is not asked any more.",
    "Let KUBE-SERVICES be first, or give the Service an address that is not the node's. Two owners of one port is the fault.",
  ],
  printed: collectorOutput(
    flannelNode(CLUSTER, "node-a", {
      rules: withForeign(generateRuleset(CLUSTER, "node-a").text, PORTMAP),
    }),
  ),
  packet: firstPacket({ from: "client", to: "192.168.1.10", port: 443, sourcePort: 52814 }),
  seed: 1,
  expect: {
    matched: [
      "node-a nat PREROUTING:1 CNI-HOSTPORT-DNAT",
      "node-a nat CNI-HOSTPORT-DNAT:1 CNI-DN-6f1c02a9d4e7b35810c4a",
      "node-a nat CNI-DN-6f1c02a9d4e7b35810c4a:3 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter FORWARD:3 KUBE-SERVICES",
      "node-a filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-a nat POSTROUTING:1 CNI-HOSTPORT-MASQ",
      "node-a nat POSTROUTING:2 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:1 RETURN",
    ],
    outcome: "delivered ingress-nginx-8hq5z",
    seen: "203.0.113.7:52814 → 10.244.0.30:443",
    answer: "192.168.1.10:443 → 203.0.113.7:52814",
  },
  remedy: {
    instead: `${TO_LOCAL}\n${TO_SERVICES}`,
    write: `${TO_SERVICES}\n${TO_LOCAL}`,
    outcome: "delivered shop-5f6b9d8c7-m4k2p",
    seen: "10.244.0.1:41477 → 10.244.0.17:8443",
    answer: "192.168.1.10:443 → 203.0.113.7:52814",
  },
};
