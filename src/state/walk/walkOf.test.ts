import { expect, test } from "vitest";
import { clusterIp } from "@/scenarios/clusterIp";
import { nodePort } from "@/scenarios/nodePort";
import type { PacketDraft, WalkDocument } from "@/scenarios/walkDocument";
import { logOf } from "./logOf";
import { narrationAt } from "./narration";
import { shownGraph } from "./shownGraph";
import { shownMap } from "./shownMap";
import { walkOf, walksOf } from "./walkOf";

const withPacket = (packet: Partial<PacketDraft>): WalkDocument => ({
  ...nodePort.document,
  packet: { ...nodePort.document.packet, ...packet },
});

test("the same document gives the same walk, an equal one walks the same way", () => {
  const walk = walkOf(nodePort.document, 0);
  expect(walkOf(nodePort.document, 0)).toBe(walk);
  expect(walkOf({ ...nodePort.document }, 0).trace).toEqual(walk.trace);
});

test("an edit of the packet reads no rules again", () => {
  expect(walkOf(withPacket({ port: 1 }), 0).described).toBe(walkOf(nodePort.document, 0).described);
});

test("packets of one connection are each answered, and nat chains are visited by the first alone", () => {
  const { trace } = walkOf(withPacket({ count: 2 }), 0);
  expect(trace?.turns.map(({ from }) => from)).toEqual([
    "client",
    "web-r728ht7jz-5nvpx",
    "client",
    "web-r728ht7jz-5nvpx",
  ]);
  const natHops = trace?.turns.map(
    ({ hops }) => hops.filter((hop) => "table" in hop && hop.table === "nat").length,
  );
  expect(natHops?.[0]).toBeGreaterThan(0);
  expect(natHops?.slice(1)).toEqual([0, 0, 0]);
});

test("new connections take the next source ports, and chance falls anew for each", () => {
  const walks = walksOf(withPacket({ count: 10, as: "new connections" }));
  const ports = walks.map(({ trace }) => trace?.turns[0]?.sent.sourcePort);
  expect(ports).toEqual([...Array(10).keys()].map((index) => 52814 + index));
  const receivers = new Set(walks.map(({ trace }) => trace?.turns[0]?.arrived?.at));
  expect(receivers.size).toBeGreaterThan(1);
});

test("after the last port comes the first", () => {
  const walks = walksOf(withPacket({ count: 2, as: "new connections", sourcePort: 65535 }));
  expect(walks.map(({ trace }) => trace?.turns[0]?.sent.sourcePort)).toEqual([65535, 1]);
});

test.each([
  ["a sender that is gone", { from: "nobody" }, "from"],
  ["an unknown name", { to: "nothing.here" }, "to"],
  ["no destination", { to: "  " }, "to"],
] as const)("%s gives a sentence and no walk", (_, packet, field) => {
  const walk = walkOf(withPacket(packet), 0);
  expect(walk.trace).toBeUndefined();
  expect(walk.problemField).toBe(field);
  expect(walk.problem).toMatch(/\.$/);
});

test.each(["web", "web.default", "web.default.svc", "web.default.svc.cluster.local", "10.96.20.1"])(
  "a pod reaches the Service as %s",
  (to) => {
    const { document } = clusterIp;
    const { trace } = walkOf({ ...document, packet: { ...document.packet, to } }, 0);
    expect(trace?.turns[0]?.outcome.what).toBe("delivered");
  },
);

test("udp and icmp packets walk too", () => {
  for (const protocol of ["udp", "icmp"] as const) {
    const { document } = clusterIp;
    const packet = { ...document.packet, protocol, to: "web-r728ht7jz-5nvpx" };
    const { trace } = walkOf({ ...document, packet }, 0);
    expect(trace?.turns[0]?.outcome).toEqual({ what: "delivered", at: "web-r728ht7jz-5nvpx" });
  }
});

test("what is drawn of one stop is made once, and the graph stays while the packet is on the node", () => {
  const { document } = nodePort;
  const walk = walkOf(document, 0);
  const view = { opened: new Set<string>(), selected: undefined };
  const at = (stop: number) => shownGraph(document, walk, { ...view, stop });
  expect(at(3)?.state).toBe(at(3)?.state);
  expect(at(5)?.graph).toBe(at(3)?.graph);
  expect(shownMap(walk, 900, 4).map).toBe(shownMap(walk, 900, 9).map);
  expect(narrationAt(walk, 4)).toBe(narrationAt(walk, 4));
  expect(logOf(walk)).toHaveLength((walk.timeline?.stops.length ?? 0) - 1);
});

test("without a walk the hosts are shown all the same", () => {
  const walk = walkOf(withPacket({ to: "nowhere" }), 0);
  const { map, state } = shownMap(walk, 1200, 0);
  expect(map.hosts.map(({ name }) => name)).toContain("node-b");
  expect(state.token).toBeUndefined();
});
