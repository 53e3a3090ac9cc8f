import { describe, expect, test } from "vitest";
import { type Cluster, nodeRef, podRef, serviceRef } from "../objects/cluster";
import { shopCluster } from "../testing/shopCluster";
import { checkCluster } from "./checkCluster";
import { type CheckedField, checkField } from "./checkField";

const HTTP = {
  name: "http",
  protocol: "TCP",
  port: 80,
  targetPort: 8080,
  nodePort: 30070,
} as const;
const CLUSTER: Cluster = shopCluster({ type: "NodePort", ports: [HTTP] });
const CART = serviceRef({ namespace: "shop", name: "cart" });
const OTHER = serviceRef({ namespace: "shop", name: "other" });
const POD = podRef({ namespace: "shop", name: "cart-1" });
const NODE = nodeRef("one");
const SETTINGS = { kind: "Settings", namespace: undefined, name: "cluster" } as const;

test("a sound cluster has no problems", () => {
  expect(checkCluster(CLUSTER)).toEqual([]);
});

describe("a value is refused with the reason and what would be right", () => {
  test.each([
    {
      object: CART,
      field: "spec.ports[0].nodePort",
      value: "40000",
      says: "40000 is outside the range of node ports. Use 30000 to 32767.",
    },
    {
      object: OTHER,
      field: "spec.ports[0].nodePort",
      value: "30070",
      says: "30070 is already the TCP node port of Service shop/cart. Use a free one from 30000 to 32767.",
    },
    {
      object: CART,
      field: "spec.externalIPs",
      value: "198.51.100.1, 198.51.100",
      says: "198.51.100 is no IPv4 address. Use four numbers from 0 to 255 with dots between them, as 10.0.0.1.",
    },
    {
      object: CART,
      field: "spec.externalIPs",
      value: "127.0.0.1",
      says: "127.0.0.1 is a loopback address. Use an address that packets can go to.",
    },
    {
      object: CART,
      field: "status.loadBalancer.ingress",
      value: "198.51.100.1 198.51.100.1",
      says: "198.51.100.1 stands there twice. Name it once.",
    },
    {
      object: CART,
      field: "spec.loadBalancerSourceRanges",
      value: "203.0.113.0/24, 10.0.0.1",
      says: "10.0.0.1 is no IPv4 range. Use an address and a length, as 10.244.0.0/24.",
    },
    {
      object: CART,
      field: "spec.sessionAffinityConfig.clientIP.timeoutSeconds",
      value: "86401",
      says: "86401 is no time that Kubernetes takes. Use 1 to 86400 seconds (a day).",
    },
    {
      object: OTHER,
      field: "spec.healthCheckNodePort",
      value: "30070",
      says: "30070 is already the TCP node port of Service shop/cart. Use a free one from 30000 to 32767.",
    },
    {
      object: SETTINGS,
      field: "proxy.bridgeInterface",
      value: "eth0/1",
      says: 'eth0/1 is no name of an interface. Use 1 to 15 characters without blanks, "/" and ":".',
    },
    {
      object: CART,
      field: "spec.ports[0].port",
      value: "0",
      says: "0 is no port. Use a whole number from 1 to 65535.",
    },
    {
      object: CART,
      field: "spec.ports[0].port",
      value: "65536",
      says: "65536 is no port. Use a whole number from 1 to 65535.",
    },
    {
      object: CART,
      field: "spec.ports[0].port",
      value: "",
      says: "nothing is no port. Use a whole number from 1 to 65535.",
    },
    {
      object: CART,
      field: "spec.ports[0].targetPort",
      value: "Http",
      says: 'Http is neither a port nor the name of one. Use 1 to 65535, or a name of at most 15 lower case letters, digits and "-".',
    },
    {
      object: CART,
      field: "spec.clusterIP",
      value: "10.95.0.1",
      says: "10.95.0.1 is outside the range of cluster IPs. Use an address in 10.96.0.0/12.",
    },
    {
      object: OTHER,
      field: "spec.clusterIP",
      value: "10.96.7.7",
      says: "10.96.7.7 is already the address of Service shop/cart. Use a free one.",
    },
    {
      object: CART,
      field: "metadata.name",
      value: "1cart",
      says: '1cart is no name that Kubernetes takes for a Service. Use at most 63 lower case letters, digits and "-", beginning with a letter and not ending with "-".',
    },
    {
      object: NODE,
      field: "metadata.name",
      value: "two",
      says: "two is already the name of a Node. Use another one.",
    },
    {
      object: NODE,
      field: "metadata.name",
      value: "Node_A",
      says: 'Node_A is no name that Kubernetes takes. Use at most 253 lower case letters, digits, "-" and ".", with a letter or digit at both ends.',
    },
    {
      object: NODE,
      field: "status.addresses",
      value: "192.168.1.22",
      says: "192.168.1.22 is already the address of Node two. Use a free one.",
    },
    {
      object: NODE,
      field: "status.addresses",
      value: "192.168.1",
      says: "192.168.1 is no IPv4 address. Use four numbers from 0 to 255 with dots between them, as 10.0.0.1.",
    },
    {
      object: NODE,
      field: "spec.podCIDR",
      value: "10.244.2.128/25",
      says: "10.244.2.128/25 overlaps 10.244.2.0/24, the pod range of Node two. Use a range of its own.",
    },
    {
      object: POD,
      field: "status.podIP",
      value: "10.244.2.5",
      says: "10.244.2.5 is already the address of Pod shop/cart-2. Use a free one.",
    },
    {
      object: POD,
      field: "spec.nodeName",
      value: "three",
      says: "three is no node of this cluster. Use one of one, two.",
    },
    {
      object: SETTINGS,
      field: "proxy.masqueradeBit",
      value: "32",
      says: "32 is no bit of a mark. Use 0 to 31.",
    },
  ] satisfies readonly {
    object: typeof NODE;
    field: CheckedField;
    value: string;
    says: string;
  }[])("$field $value", ({ object, field, value, says }) => {
    const problem = checkField(CLUSTER, object, { field, value });
    expect(problem).toMatchObject({ severity: "error", reason: says });
    expect(problem?.sentence.endsWith(`, ${field}: ${says}`)).toBe(true);
  });
});

test.each([
  { object: CART, field: "spec.ports[0].nodePort", value: "30070" },
  { object: CART, field: "spec.ports[0].nodePort", value: "" },
  { object: CART, field: "spec.ports[0].targetPort", value: "http-alt" },
  { object: CART, field: "spec.clusterIP", value: "None" },
  { object: CART, field: "metadata.name", value: "cart" },
  { object: NODE, field: "metadata.name", value: "one" },
  { object: POD, field: "status.podIP", value: "10.244.1.99" },
] satisfies readonly { object: typeof NODE; field: CheckedField; value: string }[])(
  "$field may be $value",
  ({ object, field, value }) => {
    expect(checkField(CLUSTER, object, { field, value })).toBeUndefined();
  },
);

test("a pod outside its node's range is only warned of", () => {
  const problem = checkField(CLUSTER, POD, { field: "status.podIP", value: "10.244.7.7" });
  expect(problem).toMatchObject({
    severity: "warning",
    reason:
      "10.244.7.7 is outside 10.244.1.0/24, the pod range of Node one. Other nodes do not find the pod there, unless a route of its own leads to it.",
  });
});

describe("a whole cluster", () => {
  test("shows both sides of a clash", () => {
    const [one, two] = CLUSTER.nodes;
    if (one === undefined || two === undefined) throw new Error("two nodes are expected");
    const clash = { ...CLUSTER, nodes: [one, { ...two, address: one.address }] };
    expect(checkCluster(clash).map(({ object, field }) => [object?.name, field])).toEqual([
      ["one", "status.addresses"],
      ["two", "status.addresses"],
    ]);
  });

  test("takes TCP and UDP for different node ports, but not twice the same", () => {
    const udp = { ...HTTP, name: "udp", protocol: "UDP" } as const;
    expect(checkCluster(shopCluster({ type: "NodePort", ports: [HTTP, udp] }))).toEqual([]);
    const twice = { ...HTTP, name: "again", port: 81 };
    const problems = checkCluster(shopCluster({ type: "NodePort", ports: [HTTP, twice] }));
    expect(problems.map(({ field }) => field)).toEqual([
      "spec.ports[0].nodePort",
      "spec.ports[1].nodePort",
    ]);
  });

  test("tells what concerns several fields of a Service", () => {
    expect(checkCluster(shopCluster({ ports: [] }))[0]?.field).toBe("spec.ports");
    expect(checkCluster(shopCluster({ ports: [HTTP] }))[0]?.field).toBe("spec.type");
    const unnumbered = shopCluster({ type: "NodePort" });
    expect(checkCluster(unnumbered)[0]?.field).toBe("spec.ports[0].nodePort");
    const headless = shopCluster({ type: "NodePort", clusterIP: "None", ports: [HTTP] });
    expect(checkCluster(headless)[0]?.field).toBe("spec.clusterIP");
  });

  test("with 20,000 Services, each with its own address, has no problems", () => {
    const [model] = CLUSTER.services;
    if (model === undefined) throw new Error("a Service is expected");
    const services = Array.from({ length: 20_000 }, (_, index) => ({
      ...model,
      name: `s${index}`,
      type: "ClusterIP" as const,
      clusterIP: `10.${97 + (index >> 14)}.${(index >> 8) & 63}.${index & 255}`,
      ports: [{ ...HTTP, nodePort: undefined }],
    }));
    expect(checkCluster({ ...CLUSTER, services })).toEqual([]);
  }, 30_000);
});
