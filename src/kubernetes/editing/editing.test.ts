import { describe, expect, test } from "vitest";
import { checkCluster } from "../checking/checkCluster";
import { newCluster } from "../objects/cluster";
import { endpointSlicesOf, selectedPods } from "../objects/endpointSlicesOf";
import { shopCluster } from "../testing/shopCluster";
import { addNode, removeNode, renameNode, updateNode } from "./editNodes";
import { addPod, findPod, removePod, updatePod } from "./editPods";
import {
  addPort,
  addService,
  allocateLoadBalancerNodePorts,
  findService,
  removePort,
  removeService,
  updatePort,
  updateService,
} from "./editServices";
import { scaleService } from "./scaleService";

const CART = { namespace: "shop", name: "cart" };

function podsPerNode(cluster: ReturnType<typeof shopCluster>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { nodeName } of cluster.pods) counts[nodeName] = (counts[nodeName] ?? 0) + 1;
  return counts;
}

test("a cluster made from nothing with the editor has nothing to complain of", () => {
  let cluster = addNode(addNode(newCluster()));
  cluster = addService(cluster, { name: "web", type: "NodePort" });
  cluster = scaleService(cluster, { namespace: "default", name: "web" }, 5);
  cluster = addPort(cluster, { namespace: "default", name: "web" });
  expect(checkCluster(cluster)).toEqual([]);
  expect(podsPerNode(cluster)).toEqual({ "node-a": 3, "node-b": 2 });
});

describe("a LoadBalancer", () => {
  const WEB = { namespace: "default", name: "web" };
  const made = updateService(addService(addNode(newCluster()), { name: "web" }), WEB, {
    type: "LoadBalancer",
  });

  test("is given node ports, which can be taken away and given again", () => {
    expect(findService(made, WEB)?.ports[0]?.nodePort).toBe(30000);
    const without = allocateLoadBalancerNodePorts(made, WEB, false);
    expect(findService(without, WEB)?.ports[0]?.nodePort).toBeUndefined();
    expect(checkCluster(without)).toEqual([]);
    const again = allocateLoadBalancerNodePorts(without, WEB, true);
    expect(findService(again, WEB)?.ports[0]?.nodePort).toBe(30000);
  });

  test("has a port for health checks only while its external traffic policy is Local", () => {
    const local = updateService(made, WEB, { externalTrafficPolicy: "Local" });
    expect(findService(local, WEB)?.healthCheckNodePort).toBe(30001);
    const cluster = updateService(local, WEB, { externalTrafficPolicy: "Cluster" });
    expect(findService(cluster, WEB)?.healthCheckNodePort).toBeUndefined();
  });
});

describe("scaling", () => {
  test.each([0, 1, 2, 3, 10])("to %i leaves that many pods, spread evenly", (replicas) => {
    const cluster = scaleService(shopCluster(), CART, replicas);
    const service = findService(cluster, CART);
    if (service === undefined) throw new Error("the Service is expected");
    expect(selectedPods(cluster, service)).toHaveLength(replicas);
    const counts = Object.values(podsPerNode(cluster));
    expect(Math.max(0, ...counts) - Math.min(...counts, replicas)).toBeLessThanOrEqual(1);
    expect(checkCluster(cluster)).toEqual([]);
  });

  test("gives the same pods every time, and keeps those that were there", () => {
    const three = scaleService(shopCluster(), CART, 3);
    expect(three).toEqual(scaleService(shopCluster(), CART, 3));
    expect(three.pods.slice(0, 2)).toEqual(shopCluster().pods);
    expect(three.pods[2]).toMatchObject({
      namespace: "shop",
      nodeName: "one",
      address: "10.244.1.2",
    });
  });

  test("makes given slices follow the pods", () => {
    const cluster = shopCluster();
    const service = findService(cluster, CART);
    if (service === undefined) throw new Error("the Service is expected");
    const given = { ...cluster, endpointSlices: endpointSlicesOf(cluster, service) };
    expect(endpointSlicesOf(scaleService(given, CART, 3), service)[0]?.endpoints).toHaveLength(3);
  });

  test("does nothing to a Service without a selector", () => {
    const cluster = shopCluster({ selector: undefined });
    expect(scaleService(cluster, CART, 9)).toBe(cluster);
  });
});

describe("nodes", () => {
  test("that are added get the next free name, address and pod range", () => {
    const cluster = addNode(addNode(newCluster()));
    expect(cluster.nodes.map(({ name, address, podCIDR }) => [name, address, podCIDR])).toEqual([
      ["node-a", "192.168.1.10", "10.244.0.0/24"],
      ["node-b", "192.168.1.11", "10.244.1.0/24"],
    ]);
  });

  test("that are renamed take their pods along", () => {
    const cluster = renameNode(shopCluster(), "one", "first");
    expect(podsPerNode(cluster)).toEqual({ first: 1, two: 1 });
  });

  test("that are removed take their pods with them", () => {
    expect(podsPerNode(removeNode(shopCluster(), "one"))).toEqual({ two: 1 });
  });

  test("with another pod range give their pods other addresses", () => {
    const cluster = updateNode(shopCluster(), "one", { podCIDR: "10.244.9.0/24" });
    expect(findPod(cluster, { namespace: "shop", name: "cart-1" })?.address).toBe("10.244.9.2");
  });
});

describe("pods", () => {
  test("that are added go to the emptiest node", () => {
    const cluster = addPod(removePod(shopCluster(), { namespace: "shop", name: "cart-1" }));
    expect(cluster.pods.at(-1)).toMatchObject({ nodeName: "one", address: "10.244.1.2" });
  });

  test("that move get an address on the other node", () => {
    const cluster = updatePod(
      shopCluster(),
      { namespace: "shop", name: "cart-1" },
      { nodeName: "two" },
    );
    expect(cluster.pods[0]).toMatchObject({ nodeName: "two", address: "10.244.2.2" });
  });
});

describe("Services", () => {
  test("that become NodePort get free ports, and lose them on the way back", () => {
    const nodePort = updateService(shopCluster(), CART, { type: "NodePort" });
    expect(findService(nodePort, CART)?.ports[0]?.nodePort).toBe(30000);
    const back = updateService(nodePort, CART, { type: "ClusterIP" });
    expect(findService(back, CART)?.ports[0]?.nodePort).toBeUndefined();
  });

  test("get a second port with a name, and an unnamed first port gets one too", () => {
    const unnamed = updatePort(shopCluster(), CART, { index: 0, fields: { name: "" } });
    const ports = findService(addPort(unnamed, CART), CART)?.ports;
    expect(ports?.map(({ name, port }) => [name, port])).toEqual([
      ["port-80", 80],
      ["port-81", 81],
    ]);
  });

  test("keep their last port", () => {
    const cluster = removePort(addPort(shopCluster(), CART), CART, 0);
    expect(findService(cluster, CART)?.ports.map(({ port }) => port)).toEqual([81]);
    expect(removePort(cluster, CART, 0)).toBe(cluster);
  });

  test("that are added get a cluster IP of their own, and go alone", () => {
    const cluster = addService(addService(shopCluster()));
    expect(cluster.services.map((service) => service.name)).toEqual([
      "cart",
      "service",
      "service-2",
    ]);
    const addresses = new Set(cluster.services.map((service) => service.clusterIP));
    expect(addresses.size).toBe(3);
    const left = removeService(cluster, CART);
    expect(left.services).toHaveLength(2);
    expect(left.pods).toEqual(cluster.pods);
  });
});
