import { expect, test } from "vitest";
import { buildWorld, parseAddress, sendPacket } from "@/engine";
import { generateRuleset } from "../kubeProxy/generateRuleset";
import { shopCluster } from "../testing/shopCluster";
import { clusterWorld } from "./clusterWorld";
import { podHostName } from "./hostName";
import { podInterfaceName } from "./interfaceName";
import { resolveDestination } from "./resolveDestination";

const CLUSTER = shopCluster();
const VETH_1 = podInterfaceName({ namespace: "shop", name: "cart-1" });
const VETH_2 = podInterfaceName({ namespace: "shop", name: "cart-2" });

test("an interface name is veth and eight hex digits, within what Linux allows", () => {
  expect(VETH_1).toMatch(/^veth[0-9a-f]{8}$/);
  expect(VETH_1).not.toBe(VETH_2);
});

test("a node has eth0, a link for each of its pods, and routes to all pods and the router", () => {
  const world = clusterWorld(CLUSTER, (node) => generateRuleset(CLUSTER, node).ruleset);
  expect(world.nodes[0]).toMatchObject({
    name: "one",
    interfaces: [
      { name: "eth0", addresses: ["192.168.1.21/24"], network: "lan" },
      { name: VETH_1, addresses: [] },
    ],
    routes: [
      "default via 192.168.1.1",
      `10.244.1.5 dev ${VETH_1}`,
      "blackhole 10.244.1.0/24",
      "10.244.2.0/24 via 192.168.1.22",
    ],
    sysctls: { "net/ipv4/ip_forward": 1, "net/ipv4/conf/all/route_localnet": 1 },
  });
});

test("a pod outside its node's range is reached by a route of its own", () => {
  const [first, ...others] = CLUSTER.pods;
  if (first === undefined) throw new Error("a pod is expected");
  const cluster = { ...CLUSTER, pods: [{ ...first, address: "10.244.2.9" }, ...others] };
  const world = clusterWorld(cluster, (node) => generateRuleset(cluster, node).ruleset);
  expect(world.nodes[1]?.routes).toContain("10.244.2.9 via 192.168.1.21");
});

test("pods are hosts behind their links, and the client stands behind the router", () => {
  const world = clusterWorld(CLUSTER, (node) => generateRuleset(CLUSTER, node).ruleset);
  expect(world.hosts).toEqual([
    { name: "cart-1", network: `one/${VETH_1}`, addresses: ["10.244.1.5"], gateway: "one" },
    { name: "cart-2", network: `two/${VETH_2}`, addresses: ["10.244.2.5"], gateway: "two" },
    {
      name: "client",
      network: "lan",
      addresses: ["203.0.113.7", "192.168.1.1"],
      takes: "its own",
      gateway: "one",
    },
  ]);
});

test("pods of one name in two namespaces are told apart", () => {
  const [first] = CLUSTER.pods;
  if (first === undefined) throw new Error("a pod is expected");
  const cluster = { ...CLUSTER, pods: [first, { ...first, namespace: "test" }] };
  expect(cluster.pods.map((pod) => podHostName(cluster, pod))).toEqual([
    "shop/cart-1",
    "test/cart-1",
  ]);
});

test.each([
  { text: "10.1.2.3", address: 0x0a010203 },
  { text: "cart.shop", address: 0x0a600707 },
  { text: "cart.shop.svc", address: 0x0a600707 },
  { text: "cart.shop.svc.cluster.local", address: 0x0a600707 },
  { text: "cart.shop.svc.cluster.local.", address: 0x0a600707 },
  { text: "shop/cart", address: 0x0a600707 },
  { text: "cart", address: 0x0a600707 },
  { text: "cart-2", address: 0x0af40205 },
  { text: "two", address: 0xc0a80116 },
  { text: "client", address: 0xcb007107 },
])("$text is found", ({ text, address }) => {
  expect(resolveDestination(CLUSTER, text)).toEqual({ ok: true, address });
});

test.each([
  { text: "", says: "Say a Service, a pod, a node or an address." },
  {
    text: "nobody",
    says: '"nobody" is no Service, pod, node, client or address of this cluster.',
  },
  {
    text: "two:30070",
    says: '"two:30070" is no Service, pod, node, client or address of this cluster. The port has a field of its own.',
  },
  {
    text: "cart.test",
    says: '"cart.test" is no Service, pod, node, client or address of this cluster.',
  },
])("$text is not: $says", ({ text, says }) => {
  expect(resolveDestination(CLUSTER, text)).toEqual({ ok: false, problem: says });
});

test("a headless Service is where its first ready pod is", () => {
  const cluster = shopCluster({ clusterIP: "None" });
  expect(resolveDestination(cluster, "cart.shop")).toEqual({ ok: true, address: 0x0af40105 });
  expect(resolveDestination({ ...cluster, pods: [] }, "cart.shop")).toMatchObject({ ok: false });
});

test("a bare name that several namespaces have is asked about", () => {
  const [cart] = CLUSTER.services;
  if (cart === undefined) throw new Error("a Service is expected");
  const cluster = { ...CLUSTER, services: [cart, { ...cart, namespace: "test" }] };
  expect(resolveDestination(cluster, "cart")).toEqual({
    ok: false,
    problem: 'Several Services are called "cart": say cart.shop or cart.test.',
  });
});

test("what is sent to an address that nobody has leaves by the router, and is not the client's", () => {
  const { world } = buildWorld(
    clusterWorld(CLUSTER, (node) => generateRuleset(CLUSTER, node).ruleset),
  );
  const outcomeOf = (text: string) => {
    const destination = parseAddress(text);
    if (destination === undefined) throw new Error(text);
    const request = { from: "cart-1", destination, protocol: 17, destinationPort: 53, replies: 0 };
    return sendPacket(world, request, { kind: "seed", seed: 1 }).trace.turns[0]?.outcome;
  };
  expect(outcomeOf("203.0.113.7")).toMatchObject({ what: "delivered", at: "client" });
  expect(outcomeOf("198.51.100.9")).toMatchObject({ what: "lost", reason: "left the world" });
});
