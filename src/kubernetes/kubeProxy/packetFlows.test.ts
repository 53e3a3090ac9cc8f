import { describe, expect, test } from "vitest";
import { addPod } from "../editing/editPods";
import type { Cluster } from "../objects/cluster";
import type { ServicePort } from "../objects/service";
import { type FlowPacket, flowSender } from "../testing/flowSender";
import { shopCluster } from "../testing/shopCluster";

const HTTP: ServicePort = {
  name: "http",
  protocol: "TCP",
  port: 80,
  targetPort: 8080,
  nodePort: 30070,
};
const NODE_PORT = shopCluster({ type: "NodePort", ports: [HTTP] });
const LOCAL = shopCluster({ type: "NodePort", ports: [HTTP], externalTrafficPolicy: "Local" });
const DNS = shopCluster({
  ports: [{ name: "dns", protocol: "UDP", port: 53, targetPort: 5353, nodePort: undefined }],
});

function without(cluster: Cluster, ...names: readonly string[]): Cluster {
  return { ...cluster, pods: cluster.pods.filter((pod) => !names.includes(pod.name)) };
}

const SEEDS = Array.from({ length: 24 }, (_, seed) => seed + 1);

/** Where packets of all seeds end, each end once, sorted. */
function endsOf(cluster: Cluster, packet: FlowPacket): readonly string[] {
  const send = flowSender(cluster);
  const ends = SEEDS.map((seed) => {
    const { what, destination, source, answered } = send(packet, seed);
    if (destination === "") return what;
    return `${what} ${destination} from ${source}${answered ? "" : ", no answer"}`;
  });
  return [...new Set(ends)].sort();
}

describe("a packet", () => {
  test.each([
    {
      name: "from a pod to the cluster IP keeps its source, unless it meets itself",
      cluster: NODE_PORT,
      packet: { from: "cart-1", to: "cart.shop", port: 80 },
      ends: [
        "delivered 10.244.1.5:8080 from 192.168.1.21",
        "delivered 10.244.2.5:8080 from 10.244.1.5",
      ],
    },
    {
      name: "from a pod to itself by the cluster IP is masqueraded",
      cluster: without(NODE_PORT, "cart-2"),
      packet: { from: "cart-1", to: "cart.shop.svc.cluster.local", port: 80 },
      ends: ["delivered 10.244.1.5:8080 from 192.168.1.21"],
    },
    {
      name: "from the node to the cluster IP is masqueraded",
      cluster: without(NODE_PORT, "cart-1"),
      packet: { from: "one", to: "cart", port: 80 },
      ends: ["delivered 10.244.2.5:8080 from 192.168.1.21"],
    },
    {
      name: "from outside to a node port is masqueraded, wherever the pod is",
      cluster: NODE_PORT,
      packet: { from: "client", to: "one", port: 30070 },
      ends: [
        "delivered 10.244.1.5:8080 from 192.168.1.21",
        "delivered 10.244.2.5:8080 from 192.168.1.21",
      ],
    },
    {
      name: "from outside to a node port with policy Local keeps its source and stays on the node",
      cluster: LOCAL,
      packet: { from: "client", to: "one", port: 30070 },
      ends: ["delivered 10.244.1.5:8080 from 203.0.113.7"],
    },
    {
      name: "from outside to a node without a local pod is dropped under policy Local",
      cluster: without(LOCAL, "cart-2"),
      packet: { from: "client", to: "two", port: 30070 },
      ends: ["dropped"],
    },
    {
      name: "from a pod to a node port with policy Local still reaches pods on other nodes",
      cluster: addPod(without(LOCAL, "cart-1"), { name: "shell", nodeName: "one" }),
      packet: { from: "shell", to: "one", port: 30070 },
      ends: ["delivered 10.244.2.5:8080 from 10.244.1.2"],
    },
    {
      name: "from the node to its node port with policy Local reaches pods on other nodes, masqueraded",
      cluster: without(LOCAL, "cart-1"),
      packet: { from: "one", to: "one", port: 30070 },
      ends: ["delivered 10.244.2.5:8080 from 192.168.1.21"],
    },
    {
      name: "to the cluster IP of a Service without endpoints is rejected",
      cluster: { ...NODE_PORT, pods: NODE_PORT.pods.map((pod) => ({ ...pod, isReady: false })) },
      packet: { from: "cart-1", to: "cart", port: 80 },
      ends: ["rejected"],
    },
    {
      name: "from outside to the node port of a Service without endpoints is rejected",
      cluster: { ...NODE_PORT, pods: [] },
      packet: { from: "client", to: "one", port: 30070 },
      ends: ["rejected"],
    },
    {
      name: "by UDP finds the UDP port",
      cluster: without(DNS, "cart-1"),
      packet: { from: "one", to: "cart", port: 53, protocol: "udp" },
      ends: ["delivered 10.244.2.5:5353 from 192.168.1.21"],
    },
    {
      name: "straight to a pod is not touched",
      cluster: NODE_PORT,
      packet: { from: "cart-1", to: "cart-2", port: 8080 },
      ends: ["delivered 10.244.2.5:8080 from 10.244.1.5"],
    },
    {
      name: "to an address of a pod range that no pod has is lost",
      cluster: NODE_PORT,
      packet: { from: "cart-1", to: "10.244.2.77", port: 8080 },
      ends: ["lost"],
    },
  ] satisfies readonly {
    name: string;
    cluster: Cluster;
    packet: FlowPacket;
    ends: readonly string[];
  }[])("$name", ({ cluster, packet, ends }) => {
    expect(endsOf(cluster, packet)).toEqual(ends);
  });
});
