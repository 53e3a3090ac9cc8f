import { expect, test } from "vitest";
import { buildWorld, type Connection, type Hop, parseIpv4, type Tuple } from "@/engine";
import type { Stop } from "@/scene/playback/stop";
import { connectionsAt } from "./connectionsAt";
import { connectionText } from "./connectionText";

const address = (text: string) => {
  const parsed = parseIpv4(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

const tuple = (destination: string, destinationPort: number): Tuple => ({
  source: address("10.0.0.1"),
  destination: address(destination),
  protocol: 6,
  sourcePort: 40000,
  destinationPort,
  icmp: undefined,
});

const connection = (part: Partial<Connection>): Connection => ({
  id: 1,
  original: tuple("10.0.0.2", 80),
  reply: tuple("10.0.0.3", 8080),
  tcpState: "SYN_SENT",
  mark: 0,
  seenReply: false,
  assured: false,
  confirmed: false,
  sourceChanged: false,
  destinationChanged: false,
  ...part,
});

const stop = (hop: Partial<Hop> | undefined) => ({ hop }) as Stop;
const seen = (one: Connection) => ({
  state: "NEW" as const,
  direction: "original" as const,
  connection: one,
});

const before = connection({});
const after = connection({ destinationChanged: true });

const STOPS = [
  stop(undefined),
  stop({ kind: "wire", node: "client" }),
  stop({ kind: "conntrack", node: "node-a", connection: seen(before) }),
  stop({
    kind: "rule",
    node: "node-a",
    connection: seen(before),
    nat: { manip: "destination", target: "DNAT", before, after },
  }),
  stop({ kind: "conntrack", node: "node-b", connection: seen(before) }),
];

test("before any node has seen the packet there is no connection", () => {
  expect(connectionsAt(STOPS, 1)).toEqual([]);
});

test("a connection is listed as it stands after the stop, not after the walk", () => {
  expect(connectionsAt(STOPS, 2)).toEqual([{ node: "node-a", connection: before }]);
  expect(connectionsAt(STOPS, 3)).toEqual([{ node: "node-a", connection: after }]);
});

test("each node has its own entry", () => {
  expect(connectionsAt(STOPS, 4).map(({ node }) => node)).toEqual(["node-a", "node-b"]);
});

test("a connection is printed as conntrack -L does", () => {
  expect(connectionText(before)).toBe(
    "tcp SYN_SENT src=10.0.0.1 dst=10.0.0.2 sport=40000 dport=80 [UNREPLIED] " +
      "src=10.0.0.1 dst=10.0.0.3 sport=40000 dport=8080 mark=0",
  );
});

test("those that a node was given are there before any packet, and change when it meets them", () => {
  const given = connection({ id: 1, confirmed: true, secondsLeft: 25 });
  const other = connection({ id: 2, confirmed: true });
  const { world } = buildWorld({ nodes: [], hosts: [], conntrack: "on" });
  const state = {
    connections: {
      ends: new Map(),
      connections: new Map([given, other].map((one) => [one.id, one])),
      nextId: 3,
    },
    nthCounters: new Map(),
    recentLists: new Map(),
    ipsets: new Map(),
  };
  const states = new Map([...world.states, ["node-a", state] as const]);
  expect(connectionsAt(STOPS, 0, states).map((one) => one.connection)).toEqual([given, other]);
  expect(connectionsAt(STOPS, 3, states).map((one) => one.connection)).toEqual([after, other]);
  expect(connectionText(given)).toContain("tcp 25 SYN_SENT src=");
});
