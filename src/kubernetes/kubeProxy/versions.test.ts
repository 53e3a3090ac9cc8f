import { describe, expect, test } from "vitest";
import type { Cluster } from "../objects/cluster";
import type { Service } from "../objects/service";
import { type FlowPacket, flowSender } from "../testing/flowSender";
import { shopCluster } from "../testing/shopCluster";
import { featuresOf, KUBE_PROXY_VERSIONS, type KubeProxyVersion } from "./features";

const NODE_ONE = "192.168.1.21";
const HTTP = {
  name: "http",
  protocol: "TCP",
  port: 80,
  targetPort: 8080,
  nodePort: 30070,
} as const;

/** Service shop/cart on nodes whose kube-proxy and kubelet are of that version. */
function shopOf(version: KubeProxyVersion, service: Partial<Service>): Cluster {
  const cluster = shopCluster({ ports: [HTTP], ...service });
  const { settings } = cluster;
  return { ...cluster, settings: { ...settings, proxy: { ...settings.proxy, version } } };
}

function onlyPodsOf(cluster: Cluster, nodeName: string): Cluster {
  return { ...cluster, pods: cluster.pods.filter((pod) => pod.nodeName === nodeName) };
}

/** A load balancer that hands its traffic to the nodes' own address, as k3s has it. */
const LOAD_BALANCER: Partial<Service> = {
  type: "LoadBalancer",
  loadBalancerIngress: [{ ip: NODE_ONE, ipMode: "VIP" }],
};

function endOf(cluster: Cluster, packet: FlowPacket) {
  const { what, destination, source } = flowSender(cluster)(packet, 1);
  return { what, destination, source };
}

describe.each(KUBE_PROXY_VERSIONS)("in %s", (version) => {
  test("a source that loadBalancerSourceRanges does not list is dropped", () => {
    const cluster = shopOf(version, {
      ...LOAD_BALANCER,
      loadBalancerSourceRanges: ["198.51.100.0/24"],
    });
    expect(endOf(cluster, { from: "client", to: NODE_ONE, port: 80 }).what).toBe("dropped");
  });

  test("a source that is listed reaches a pod, masqueraded", () => {
    const cluster = shopOf(version, {
      ...LOAD_BALANCER,
      loadBalancerSourceRanges: ["203.0.113.0/24"],
    });
    expect(endOf(onlyPodsOf(cluster, "two"), { from: "client", to: NODE_ONE, port: 80 })).toEqual({
      what: "delivered",
      destination: "10.244.2.5:8080",
      source: NODE_ONE,
    });
  });

  test("a node port of policy Local on a node without endpoints is dropped", () => {
    const cluster = shopOf(version, { type: "NodePort", externalTrafficPolicy: "Local" });
    const packet = { from: "client", to: "one", port: 30070 };
    expect(endOf(onlyPodsOf(cluster, "two"), packet).what).toBe("dropped");
  });

  test("a node port of policy Local keeps the source", () => {
    const cluster = shopOf(version, { type: "NodePort", externalTrafficPolicy: "Local" });
    expect(endOf(cluster, { from: "client", to: "one", port: 30070 })).toEqual({
      what: "delivered",
      destination: "10.244.1.5:8080",
      source: "203.0.113.7",
    });
  });

  test("a pod of the node still reaches a node port of policy Local elsewhere", () => {
    const cluster = shopOf(version, { type: "NodePort", externalTrafficPolicy: "Local" });
    const shell = { ...cluster.pods[0], name: "shell", address: "10.244.1.9", labels: {} };
    const pods = [...onlyPodsOf(cluster, "two").pods, shell] as Cluster["pods"];
    expect(endOf({ ...cluster, pods }, { from: "shell", to: "one", port: 30070 })).toMatchObject({
      what: "delivered",
      destination: "10.244.2.5:8080",
    });
  });

  test("the cluster IP is masqueraded for the node and not for pods", () => {
    const cluster = onlyPodsOf(shopOf(version, {}), "two");
    expect(endOf(cluster, { from: "one", to: "cart.shop", port: 80 }).source).toBe(NODE_ONE);
    expect(endOf(cluster, { from: "cart-2", to: "cart.shop", port: 80 }).source).not.toBe(NODE_ONE);
  });

  test("an external IP leads to a pod, and is refused where there is none", () => {
    const cluster = shopOf(version, { externalIPs: ["198.51.100.3"] });
    const packet = { from: "client", to: "198.51.100.3", port: 80 };
    expect(endOf(onlyPodsOf(cluster, "two"), packet)).toEqual({
      what: "delivered",
      destination: "10.244.2.5:8080",
      source: NODE_ONE,
    });
    // 1.18 refused it only on nodes that have the address.
    const isRejected = endOf({ ...cluster, pods: [] }, packet).what === "rejected";
    expect(isRejected).toBe(featuresOf(version).refusesForwardedExternalTraffic);
  });

  test("a Service without endpoints is rejected", () => {
    const cluster = { ...shopOf(version, {}), pods: [] };
    expect(endOf(cluster, { from: "one", to: "cart.shop", port: 80 }).what).toBe("rejected");
  });

  test("internalTrafficPolicy Local without endpoints on the node does not leave it", () => {
    const cluster = onlyPodsOf(shopOf(version, { internalTrafficPolicy: "Local" }), "two");
    const { what } = endOf(cluster, { from: "one", to: "cart.shop", port: 80 });
    expect(what === "delivered").toBe(!featuresOf(version).internalTrafficPolicy);
  });
});
