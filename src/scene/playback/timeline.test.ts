import { expect, test } from "vitest";
import { NODE_PORT_RULES } from "../testing/nodePortRules";
import { sendThrough } from "../testing/sendThrough";
import { SETTLE_MS, TRAVEL_MS } from "./durations";

const NODE_PORT = { to: "192.168.1.10", port: 30080, seed: 7 };

test("stop 0 is the packet at its sender, and every hop of every turn has one stop", () => {
  const { trace, timeline } = sendThrough(NODE_PORT_RULES, NODE_PORT);
  const hops = trace.turns.flatMap((turn) => [...turn.hops, ...turn.made.flatMap((m) => m.hops)]);
  expect(timeline.stops[0]).toMatchObject({ at: "client", hop: undefined, endMs: 0 });
  expect(timeline.stops.slice(1).map(({ hop }) => hop)).toEqual(hops);
});

test("each stop begins when the one before is over, and takes travel, settling and what it shows", () => {
  const { timeline } = sendThrough(NODE_PORT_RULES, NODE_PORT);
  for (const [index, stop] of timeline.stops.slice(1).entries()) {
    expect(stop.startMs).toBe(timeline.stops[index]?.endMs);
    expect(stop.arriveMs - stop.startMs).toBe(TRAVEL_MS + SETTLE_MS);
    expect(stop.endMs > stop.arriveMs).toBe(stop.change !== undefined);
  }
  expect(timeline.durationMs).toBe(timeline.stops.at(-1)?.endMs);
});

test("what changes on a NodePort's way and back is said in order, with old and new", () => {
  const { timeline } = sendThrough(NODE_PORT_RULES, {
    ...NODE_PORT,
    seed: seedThatReaches("pod-b"),
  });
  const changes = timeline.stops.flatMap(({ change }) => change ?? []);
  expect(changes.map(({ label }) => label)).toEqual([
    "MARK",
    "DNAT",
    "MARK 0",
    "MASQUERADE",
    "delivered",
    "un-SNAT",
    "un-DNAT",
    "delivered",
  ]);
  expect(changes[1]?.rewrites).toEqual([
    { field: "destination", before: "192.168.1.10:30080", after: "10.244.1.5:8080" },
    { field: "reply source", before: "192.168.1.10:30080", after: "10.244.1.5:8080" },
  ]);
  expect(changes[6]?.rewrites).toEqual([
    { field: "source", before: "10.244.1.5:8080", after: "192.168.1.10:30080" },
  ]);
});

test("a MASQUERADE stop rests 1200 ms and a mark less", () => {
  const { timeline } = sendThrough(NODE_PORT_RULES, NODE_PORT);
  const rest = (label: string) => {
    const stop = timeline.stops.find(({ change }) => change?.label === label);
    return stop === undefined ? undefined : stop.endMs - stop.arriveMs;
  };
  expect(rest("MASQUERADE")).toBe(1200);
  expect(rest("MARK")).toBeLessThan(1200);
});

test("request, reply, and later packets are parts of one track, with the hosts they stop at", () => {
  const { timeline } = sendThrough("", { to: "10.244.0.5", replies: 3 });
  expect(timeline.parts.map(({ label }) => label)).toEqual([
    "Request",
    "Reply",
    "Packet 2",
    "Reply 2",
  ]);
  expect(timeline.parts[1]?.hosts.map(({ host }) => host)).toEqual(["node-a", "client"]);
});

test("what a node answers by itself is a part of its own, after the packet that it answers", () => {
  const rules =
    "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -p tcp -j REJECT --reject-with tcp-reset\nCOMMIT\n";
  const { timeline } = sendThrough(rules, { to: "10.244.0.5" });
  expect(timeline.parts.map(({ label }) => label)).toEqual(["Request", "TCP reset"]);
  expect(timeline.stops[timeline.parts[0]?.lastStop ?? 0]?.change?.label).toBe("REJECT");
  expect(timeline.stops.at(-1)).toMatchObject({ at: "client", made: 0 });
});

test("a packet that is dropped or lost says so at its last stop", () => {
  const drop = sendThrough("*filter\n:FORWARD DROP [0:0]\nCOMMIT\n", { to: "10.244.0.5" });
  expect(drop.timeline.stops.at(-1)?.change?.kind).toBe("drop");
  const lost = sendThrough("", { to: "10.244.0.5", sysctls: { "net/ipv4/ip_forward": 0 } });
  expect(lost.timeline.stops.at(-1)?.change?.kind).toBe("lost");
});

/** Chance is the engine's: look for a seed that sends the packet where the test wants it. */
function seedThatReaches(host: string): number {
  for (let seed = 1; seed < 100; seed++) {
    const { trace } = sendThrough(NODE_PORT_RULES, { ...NODE_PORT, seed });
    if (trace.turns[0]?.arrived?.at === host) return seed;
  }
  throw new Error(`no seed reaches ${host}`);
}
