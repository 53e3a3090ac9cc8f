import { expect, test } from "vitest";
import { ip, packetWith } from "../matches/testing/packets";
import { ICMP, UDP } from "../net/protocol";
import { completeRoute, parseRoute } from "./route";
import { RouteTableBuilder } from "./routeTable";
import { lookUpRoute } from "./routing";
import { addRoutingRule, DEFAULT_ROUTING_RULES, flowOf, type RouteQuery } from "./routingRule";

const ROUTES = [
  "default via 10.0.0.1 dev eth0",
  "10.9.0.0/16 dev eth1",
  "blackhole 10.66.0.0/16",
  "default dev wg0 table 51820",
];

test("R48: what wg-quick adds: the default route is passed over, narrower ones are not", () => {
  const rules = [
    "pref 1 table main suppress_prefixlength 0",
    "pref 2 not fwmark 0xca6c table 51820",
  ];
  expect(wayOf(rules, "198.51.100.7")).toBe("wg0");
  expect(wayOf(rules, "10.9.0.1")).toBe("eth1");
  expect(wayOf(rules, "198.51.100.7", { mark: 0xca6c })).toBe("eth0");
});

test("a route that forbids is not passed over", () => {
  const rules = ["pref 1 table main suppress_prefixlength 24", "pref 2 table 51820"];
  expect(wayOf(rules, "10.66.0.1")).toBe("blackhole");
  expect(wayOf(rules, "10.9.0.1")).toBe("wg0");
});

test("a rule may name the protocol and the ports", () => {
  const rules = ["pref 1 ipproto udp dport 5000-5010 table 51820"];
  const to = (protocol: number, destinationPort: number) =>
    wayOf(rules, "198.51.100.7", { flow: flowOf(packetWith({ protocol, destinationPort })) });
  expect([to(UDP, 5000), to(UDP, 5010), to(UDP, 5011), to(6, 5000), to(ICMP, 5000)]).toEqual([
    "wg0",
    "wg0",
    "eth0",
    "eth0",
    "eth0",
  ]);
  expect(wayOf(rules, "198.51.100.7")).toBe("eth0");
});

test("of the type of service IPv4's rules see three bits", () => {
  const rules = ["pref 1 tos 0x10 table 51820"];
  const withTos = (tos: number) => wayOf(rules, "198.51.100.7", { tos });
  expect([withTos(0x10), withTos(0x30), withTos(0x08), withTos(0)]).toEqual([
    "wg0",
    "wg0",
    "eth0",
    "eth0",
  ]);
});

test("what is not understood in a rule is told", () => {
  for (const word of ["tos lowdelay", "ipproto carp", "sport 9-1", "uidrange 0-99", "tos 0x40"])
    expect(addRoutingRule(DEFAULT_ROUTING_RULES.IPv4, `${word} table 9`).ok, word).toBe(false);
});

function wayOf(texts: readonly string[], to: string, fields: Partial<RouteQuery> = {}) {
  const rules = texts.reduce((all, text) => {
    const added = addRoutingRule(all, text);
    if (!added.ok) throw new Error(added.why);
    return added.rules;
  }, DEFAULT_ROUTING_RULES.IPv4);
  const tables = new Map<number, RouteTableBuilder>();
  for (const text of ROUTES) {
    const parsed = parseRoute(text);
    if (!parsed.ok) throw new Error(parsed.why);
    const { route } = parsed;
    const table = tables.get(route.table) ?? new RouteTableBuilder();
    table.add(completeRoute(route, route.device));
    tables.set(route.table, table);
  }
  const query = { source: ip("10.0.0.9"), destination: ip(to), mark: 0, inInterface: "eth0" };
  const lookup = lookUpRoute({ rules, tables }, { ...query, outInterface: undefined, ...fields });
  return lookup.found === undefined ? lookup.failure : lookup.found.device;
}
