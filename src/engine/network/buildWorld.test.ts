import { expect, test } from "vitest";
import { addressType } from "../host/addressType";
import type { Node } from "../host/node";
import { parseRoute } from "../host/route";
import { routeOutput } from "../host/routeOutput";
import { parseAddress } from "../net/address";
import { parseRuleset } from "../ruleset/parseRuleset";
import { oneNode } from "../testing/sending";
import { buildWorld } from "./buildWorld";

function nodeWith(routes: readonly string[], routingRules: readonly string[] = []): Node {
  const node = oneNode({}, { routes, routingRules }).nodes.get("node");
  if (node === undefined) throw new Error("there is a node");
  return node;
}

function ip(text: string) {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(text);
  return address;
}

test.each([
  ["10.244.1.2", "10.244.1.2 dev vethA"],
  ["10.244.1.9", "10.244.1.0/24 via 10.0.0.20 dev eth0"],
  ["10.0.0.10", "local 10.0.0.10 dev eth0 src 10.0.0.10"],
  ["10.0.0.11", "local 10.0.0.11 dev eth0 src 10.0.0.10"],
  ["10.0.0.99", "10.0.0.0/24 dev eth0 src 10.0.0.10"],
  ["127.9.9.9", "local 127.0.0.0/8 dev lo src 127.0.0.1"],
  ["198.51.100.1", "default via 10.0.0.1 dev eth0"],
])("the longest prefix wins: %s goes by %s", (address, route) => {
  const node = nodeWith([
    "default via 10.0.0.1",
    "10.244.1.0/24 via 10.0.0.20",
    "10.244.1.2 dev vethA",
  ]);
  const query = { source: undefined, destination: ip(address), mark: 0 };
  expect(routeOutput(node, query).route?.text).toBe(route);
});

test("a lower metric wins, and throw goes on with the next rule", () => {
  const node = nodeWith(
    [
      "default via 10.0.0.1 metric 100",
      "default dev vethA metric 5",
      "throw 198.51.100.0/24 table 7",
      "default dev vethB table 7",
    ],
    ["to 198.51.0.0/16 table 7"],
  );
  const by = (address: string) =>
    routeOutput(node, { source: undefined, destination: ip(address), mark: 0 }).route?.text;
  expect(by("192.0.2.1")).toBe("default dev vethA metric 5");
  expect(by("198.51.100.1")).toBe("default dev vethA metric 5");
  expect(by("198.51.1.1")).toBe("default dev vethB");
});

test.each([
  ["10.0.0.10", "LOCAL"],
  ["127.0.0.1", "LOCAL"],
  ["10.0.0.255", "BROADCAST"],
  ["255.255.255.255", "BROADCAST"],
  ["224.0.0.1", "MULTICAST"],
  ["10.0.0.20", "UNICAST"],
])("addrtype calls %s %s", (address, type) => {
  expect(addressType(nodeWith([]), ip(address))).toBe(type);
});

test.each([
  ["10.0.0.300/24", "not a destination"],
  ["default via nowhere", "not an address"],
  ["default dev eth0 speed 9", '"speed" is not known'],
])("the route %j is refused with the reason", (text, why) => {
  const parsed = parseRoute(text);
  expect(parsed.ok ? "" : parsed.why).toContain(why);
});

test("lo comes first wherever the spec names it, so its addresses are the first that the node chooses from", () => {
  const world = oneNode(
    {},
    {
      interfaces: [
        { name: "eth0", addresses: ["10.0.0.10/24"] },
        { name: "vethA", addresses: [] },
        { name: "vethB", addresses: [] },
        { name: "lo", addresses: ["127.0.0.1/8", "10.9.9.9/32"] },
      ],
      routes: ["10.244.1.2 dev vethA"],
    },
  );
  const node = world.nodes.get("node");
  if (node === undefined) throw new Error("there is a node");
  expect(node.interfaces.map(({ name }) => name)).toEqual(["lo", "eth0", "vethA", "vethB"]);
  expect(node.interfaces[0]?.addresses).toHaveLength(3);
  const query = { source: undefined, destination: ip("10.244.1.2"), mark: 0 };
  expect(routeOutput(node, query)).toMatchObject({ source: ip("10.9.9.9"), device: "vethA" });
});

test("what cannot be used of a world is told, and the rest stands", () => {
  const { world, problems } = buildWorld({
    conntrack: "on",
    nodes: [
      {
        name: "node",
        interfaces: [{ name: "eth0", addresses: ["10.0.0.10/24", "10.0.0.999/24"] }],
        routes: [
          "default via 192.0.2.1",
          "10.9.0.0/16",
          "10.8.0.0/16 dev eth9",
          "10.0.0.0/24 dev eth0",
        ],
        routingRules: ["fwmark wool table 1"],
        sysctls: {},
        ipsets: ["add nobody 10.0.0.1", "create s hash:ip", "add s 10.0.0.x"],
        rules: parseRuleset("").ruleset,
      },
    ],
    hosts: [
      { name: "stray", network: "eth7", addresses: ["10.0.0.1"] },
      { name: "bare", network: "eth0", addresses: [] },
      { name: "client", network: "eth0", addresses: ["10.0.0.1"] },
    ],
  });
  expect(problems.map(({ code, text }) => `${code} ${text}`)).toEqual([
    "bad-address 10.0.0.999/24",
    "bad-route default via 192.0.2.1",
    "bad-route 10.9.0.0/16",
    "bad-route 10.8.0.0/16 dev eth9",
    "bad-route 10.0.0.0/24 dev eth0",
    "bad-routing-rule fwmark wool table 1",
    "bad-ipset add nobody 10.0.0.1",
    "bad-ipset add s 10.0.0.x",
    "bad-network eth7",
    "bad-address ",
  ]);
  expect([...world.hosts.keys()]).toEqual(["client"]);
});
