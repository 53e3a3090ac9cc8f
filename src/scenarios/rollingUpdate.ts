import type { Scenario } from "./scenario";
import { firstPacket, nodePortService, threeNodes, WEB_PODS } from "./threeNodes";

/** node-a's only pod is about to go, and its successor runs elsewhere. */
const PODS = WEB_PODS.map((pod, index) => (index === 0 ? { ...pod, isTerminating: true } : pod));

export const rollingUpdate: Scenario = {
  id: "rolling-update",
  topic: "policies",
  summary: "The node's last pod is terminating: before 1.26 it got no packet any more.",
  document: {
    title: "A rolling update with policy Local",
    notes: [
      "The pod on node-a is terminating. It still serves, but it is no longer ready.",
      "Up to version 1.25 only ready pods count: node-a has none left, and the packet is dropped.",
      "Set kube-proxy's version to 1.26 or later: pods that terminate and still serve are used when no other is there.",
    ],
    source: {
      kind: "cluster",
      cluster: threeNodes(
        { pods: PODS, services: [{ ...nodePortService(), externalTrafficPolicy: "Local" }] },
        { version: "1.24" },
      ),
    },
    packet: firstPacket({ from: "client", to: "node-a", port: 30080, sourcePort: 52814 }),
    seed: 1,
  },
  expect: {
    matched: [
      "node-a nat PREROUTING:1 KUBE-SERVICES",
      "node-a nat KUBE-SERVICES:2 KUBE-NODEPORTS",
      "node-a nat KUBE-NODEPORTS:1 KUBE-EXT-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-EXT-CDGGSHYLG3RE2FKL:4 KUBE-SVL-CDGGSHYLG3RE2FKL",
      "node-a nat KUBE-SVL-CDGGSHYLG3RE2FKL:1 KUBE-MARK-DROP",
      "node-a nat KUBE-MARK-DROP:1 MARK",
      "node-a filter INPUT:1 KUBE-NODEPORTS",
      "node-a filter INPUT:2 KUBE-EXTERNAL-SERVICES",
      "node-a filter INPUT:3 KUBE-FIREWALL",
      "node-a filter KUBE-FIREWALL:1 DROP",
    ],
    outcome: "dropped node-a KUBE-FIREWALL:1",
    seen: undefined,
    answer: undefined,
  },
};
