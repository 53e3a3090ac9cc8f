import { newPod, newService } from "@/kubernetes";
import type { Scenario } from "./scenario";
import { CLIENT_POD, firstPacket, threeNodes } from "./threeNodes";

const LABELS = { app: "mirror" };

/** Anybody who may create a Service may name any address. */
const CLAIMING = newService({
  namespace: "guest",
  name: "mirror",
  clusterIP: "10.96.66.6",
  selector: LABELS,
  externalIPs: ["203.0.113.7"],
  ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 8080, nodePort: undefined }],
});

const MIRROR = newPod({
  namespace: "guest",
  name: "mirror-0",
  nodeName: "node-c",
  address: "10.244.2.66",
  labels: LABELS,
});

export const externalIp: Scenario = {
  id: "external-ip",
  topic: "addresses",
  summary:
    "A Service in another namespace claims an address outside, and gets what was meant for it.",
  document: {
    title: "An address taken over",
    notes: [
      "203.0.113.7 is a machine outside the cluster. Service guest/mirror lists it under externalIPs.",
      "From then on every node rewrites packets to that address: they go to the guest's pod.",
      "The sender's answer seems to come from 203.0.113.7. This is CVE-2020-8554; the admission plugin DenyServiceExternalIPs forbids it.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes({ pods: [CLIENT_POD, MIRROR], services: [CLAIMING] }),
    },
    packet: firstPacket({ from: "shell", to: "203.0.113.7", port: 80, sourcePort: 41200 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-EXT-S4BFIQYQQULBTX6F",
      "node-a nat KUBE-EXT-S4BFIQYQQULBTX6F:1 KUBE-MARK-MASQ",
      "node-a nat KUBE-MARK-MASQ:1 MARK",
      "node-a nat KUBE-EXT-S4BFIQYQQULBTX6F:2 KUBE-SVC-S4BFIQYQQULBTX6F",
      "node-a nat KUBE-SVC-S4BFIQYQQULBTX6F:2 KUBE-SEP-X6PW77HSOZVWXGB2",
      "node-a nat KUBE-SEP-X6PW77HSOZVWXGB2:2 DNAT",
      "node-a filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-a filter FORWARD:2 KUBE-FORWARD",
      "node-a filter KUBE-FORWARD:2 ACCEPT",
      "node-a nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-a nat KUBE-POSTROUTING:2 MARK",
      "node-a nat KUBE-POSTROUTING:3 MASQUERADE",
      "node-c nat PREROUTING:1 KUBE-SERVICES",
      "node-c filter FORWARD:1 KUBE-PROXY-FIREWALL",
      "node-c filter FORWARD:2 KUBE-FORWARD",
      "node-c filter FORWARD:3 KUBE-SERVICES",
      "node-c filter FORWARD:4 KUBE-EXTERNAL-SERVICES",
      "node-c nat POSTROUTING:1 KUBE-POSTROUTING",
      "node-c nat KUBE-POSTROUTING:1 RETURN",
    ],
    outcome: "delivered mirror-0",
    seen: "192.168.1.10:41477 → 10.244.2.66:8080",
    answer: "203.0.113.7:80 → 10.244.0.9:41200",
  },
};
