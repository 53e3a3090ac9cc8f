import { describe, expect, test } from "vitest";
import type { Cluster } from "../objects/cluster";
import type { Endpoint, EndpointSlice } from "../objects/endpointSlice";
import { ZONE_LABEL } from "../objects/endpointSlicesOf";
import { shopCluster } from "../testing/shopCluster";
import { generateRuleset } from "./generateRuleset";

const HTTP = {
  name: "http",
  protocol: "TCP",
  port: 80,
  targetPort: 8080,
  nodePort: 30070,
} as const;

function cartRules(cluster: Cluster): string {
  return generateRuleset(cluster, "one").restore;
}

describe("endpoints", () => {
  test("are sorted as text, so .10 comes before .9", () => {
    const cluster = shopCluster();
    const [first, second] = cluster.pods;
    if (first === undefined || second === undefined) throw new Error("two pods are expected");
    const pods = [
      { ...first, address: "10.244.1.9" },
      { ...second, address: "10.244.1.10" },
    ];
    const rules = cartRules({ ...cluster, pods });
    expect(rules.indexOf("-> 10.244.1.10:")).toBeLessThan(rules.indexOf("-> 10.244.1.9:"));
  });

  test("that are not ready get no traffic", () => {
    const cluster = shopCluster();
    const pods = cluster.pods.map((pod) => ({ ...pod, isReady: pod.nodeName === "one" }));
    expect(cartRules({ ...cluster, pods })).not.toContain("10.244.2.5");
  });

  test("that terminate still serve when no other is ready", () => {
    const cluster = shopCluster();
    const pods = cluster.pods.map((pod) => ({ ...pod, isTerminating: true }));
    expect(cartRules({ ...cluster, pods })).toContain("--to-destination 10.244.2.5:8080");
  });

  test("of a named target port are reached where each pod's container has that port", () => {
    const cluster = shopCluster({ ports: [{ ...HTTP, targetPort: "web" }] });
    const pods = cluster.pods.map((pod, index) => ({
      ...pod,
      containerPorts: [{ name: "web", protocol: "TCP", port: 8000 + index } as const],
    }));
    const rules = cartRules({ ...cluster, pods });
    expect(rules).toContain("--to-destination 10.244.1.5:8000");
    expect(rules).toContain("--to-destination 10.244.2.5:8001");
  });
});

describe("topology hints", () => {
  const ASKED = { "service.kubernetes.io/topology-mode": "Auto" };

  function endpoint(address: string, nodeName: string, zoneHints: readonly string[]): Endpoint {
    return {
      addresses: [address],
      nodeName,
      zone: "",
      isReady: true,
      isServing: true,
      isTerminating: false,
      zoneHints,
      pod: undefined,
    };
  }

  function hinted(annotations: Record<string, string>, hints: readonly (readonly string[])[]) {
    const cluster = shopCluster({ annotations });
    const slice: EndpointSlice = {
      namespace: "shop",
      name: "cart-a",
      serviceName: "cart",
      addressType: "IPv4",
      endpoints: hints.map((zones, index) => endpoint(`10.244.1.${index + 10}`, "one", zones)),
      ports: [{ name: "http", protocol: "TCP", port: 8080 }],
    };
    const nodes = cluster.nodes.map((node) => ({ ...node, labels: { [ZONE_LABEL]: "west" } }));
    return cartRules({ ...cluster, nodes, endpointSlices: [slice] });
  }

  test.each([
    {
      name: "keep traffic in the zone",
      annotations: ASKED,
      hints: [["west"], ["east"]],
      used: [10],
    },
    {
      name: "are nothing without the annotation",
      annotations: {},
      hints: [["west"], ["east"]],
      used: [10, 11],
    },
    {
      name: "are nothing when the annotation says disabled",
      annotations: { "service.kubernetes.io/topology-mode": "Disabled" },
      hints: [["west"], ["east"]],
      used: [10, 11],
    },
    {
      name: "are nothing when one endpoint has none",
      annotations: ASKED,
      hints: [["west"], []],
      used: [10, 11],
    },
    {
      name: "are nothing when no endpoint is for this zone",
      annotations: ASKED,
      hints: [["east"], ["north"]],
      used: [10, 11],
    },
  ])("$name", ({ annotations, hints, used }) => {
    const reached = hinted(annotations, hints).match(/(?<=--to-destination 10\.244\.1\.)\d+/g);
    expect(reached?.map(Number)).toEqual(used);
  });
});

describe("internalTrafficPolicy Local", () => {
  test("uses the node's own endpoints only", () => {
    const rules = cartRules(shopCluster({ internalTrafficPolicy: "Local" }));
    expect(rules).toContain("-d 10.96.7.7 --dport 80 -j KUBE-SVL-I5LIAMPLWKMBJ54B");
    expect(rules).toContain("10.244.1.5");
    expect(rules).not.toContain("10.244.2.5");
  });

  test("drops where there is none", () => {
    const cluster = shopCluster({ internalTrafficPolicy: "Local" });
    const pods = cluster.pods.filter((pod) => pod.nodeName === "two");
    expect(cartRules({ ...cluster, pods })).toContain(
      '--comment "shop/cart:http has no local endpoints" -m tcp -p tcp -d 10.96.7.7 --dport 80 -j DROP',
    );
  });
});

test("headless Services, ExternalName and IPv6 addresses have no rules", () => {
  for (const service of [
    { clusterIP: "None" },
    { clusterIP: "", type: "ExternalName" as const },
    { clusterIP: "fd00::1" },
  ]) {
    expect(cartRules(shopCluster(service))).not.toContain("shop/cart");
  }
});

test("an external IP is caught like a cluster IP, and enters by the external chain", () => {
  const rules = cartRules(shopCluster({ externalIPs: ["198.51.100.3"] }));
  expect(rules).toContain(
    '-A KUBE-SERVICES -m comment --comment "shop/cart:http external IP" -m tcp -p tcp -d 198.51.100.3 --dport 80 -j KUBE-EXT-I5LIAMPLWKMBJ54B',
  );
});

test("with more than 1000 endpoints comments are left out where they are many", () => {
  const cluster = shopCluster({ ports: [HTTP] });
  const [model] = cluster.pods;
  if (model === undefined) throw new Error("a pod is expected");
  const pods = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...model,
      name: `cart-${index}`,
      address: `10.244.${index >> 8}.${index & 255}`,
    }));
  const comments = (count: number) =>
    cartRules({ ...cluster, pods: pods(count) }).match(/--comment/g)?.length;
  expect(comments(1000)).toBe(3007);
  expect(comments(1001)).toBe(7);
});
