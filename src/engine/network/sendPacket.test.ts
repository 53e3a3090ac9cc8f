import fc from "fast-check";
import { expect, test } from "vitest";
import type { Address } from "../net/address";
import { ends, oneNode, SEED, send } from "../testing/sending";
import { explainRuleAt } from "./explainRuleAt";
import { sendPacket } from "./sendPacket";
import type { World } from "./world";

const SERVICE = [
  ":SVC",
  "PREROUTING -j SVC",
  "OUTPUT -j SVC",
  "SVC -d 10.96.0.1/32 -p tcp -m tcp --dport 80 -m statistic --mode random --probability 0.5 -j DNAT --to-destination 10.244.1.2:8080",
  "SVC -d 10.96.0.1/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.244.1.3:8080",
  "SVC -d 10.96.0.2/32 -p udp -m statistic --mode nth --every 2 --packet 1 -j DNAT --to-destination 10.244.1.2",
  "SVC -d 10.96.0.2/32 -p udp -j DNAT --to-destination 10.244.1.3:53",
  "POSTROUTING -o vethA -j MASQUERADE --random-fully",
  "POSTROUTING -o eth0 -j MASQUERADE",
];

const packet = fc.record({
  from: fc.constantFrom("client", "peer", "podA", "podB", "node"),
  to: fc.constantFrom(
    "tcp 10.96.0.1:80",
    "udp 10.96.0.2:53",
    "tcp 10.244.1.3:9",
    "icmp 10.244.1.2",
    "udp 203.0.113.7:7",
  ),
  sourcePort: fc.integer({ min: 1, max: 65535 }),
  seed: fc.integer({ min: 0, max: 0xffffffff }),
});

/** What a world holds, to compare it with itself later. */
function contentOf({ states }: World): string {
  return JSON.stringify(
    [...states].map(([name, { connections, nthCounters, recentLists }]) => [
      name,
      [...connections.ends],
      [...connections.connections],
      connections.nextId,
      [...nthCounters],
      [...recentLists],
    ]),
  );
}

test("NAT of the reply inverts NAT of the request", () => {
  fc.assert(
    fc.property(fc.array(packet, { minLength: 1, maxLength: 12 }), (packets) => {
      let world = oneNode({ nat: SERVICE });
      for (const { from, to, sourcePort, seed } of packets) {
        const sent = send(
          world,
          `${from} > ${to}`,
          { sourcePort, replies: 2 },
          { kind: "seed", seed },
        );
        world = sent.world;
        const [request, reply, again] = sent.trace.turns;
        if (request?.arrived === undefined || reply?.arrived === undefined) continue;
        const back = reply.arrived.packet;
        expect(reply.arrived.at).toBe(from);
        expect([back.source, back.destination]).toEqual([
          request.sent.destination,
          request.sent.source,
        ]);
        expect(ends(again?.arrived?.packet)).toBe(ends(request.arrived.packet));
      }
    }),
  );
});

test("sending leaves the world as it was, and the same packet walks the same way again", () => {
  fc.assert(
    fc.property(fc.array(packet, { minLength: 2, maxLength: 8 }), (packets) => {
      let world = oneNode({ nat: SERVICE });
      for (const { from, to, sourcePort, seed } of packets) {
        const before = contentOf(world);
        const options = { sourcePort, replies: 1 };
        const once = send(world, `${from} > ${to}`, options, { kind: "seed", seed });
        const twice = send(world, `${from} > ${to}`, options, { kind: "seed", seed });
        expect(contentOf(world)).toBe(before);
        expect(twice.trace).toEqual(once.trace);
        expect(contentOf(twice.world)).toBe(contentOf(once.world));
        world = once.world;
      }
    }),
    { numRuns: 50 },
  );
});

test("two connections never share a reply tuple", () => {
  let world = oneNode({ nat: ["POSTROUTING -o eth0 -j MASQUERADE"] });
  for (const from of ["podA", "podB", "node", "podA"]) {
    world = send(world, `${from} > tcp 203.0.113.7:80`).world;
  }
  const connections = [...(world.states.get("node")?.connections.connections.values() ?? [])];
  expect(connections).toHaveLength(3);
  expect(new Set(connections.map(({ reply }) => reply.destinationPort)).size).toBe(3);
});

test("a trace survives being written as JSON", () => {
  const { trace } = send(oneNode({ nat: SERVICE }), "podA > tcp 10.96.0.1:80", { replies: 2 });
  expect(JSON.parse(JSON.stringify(trace)).turns).toHaveLength(3);
});

test("recorded draws decide where chance would", () => {
  const world = oneNode({ nat: SERVICE });
  const place = { node: "node", table: "nat", chain: "SVC", ruleNumber: 1 } as const;
  const to = (took: readonly (typeof place)[]) =>
    send(
      world,
      "client > tcp 10.96.0.1:80",
      {},
      { kind: "draws", seed: 0, turns: [{ took, sourcePort: { node: 5555 } }] },
    ).turn.arrived;
  expect(to([place])).toMatchObject({ at: "podA", packet: { sourcePort: 5555 } });
  expect(to([])).toMatchObject({ at: "podB", packet: { sourcePort: 40000 } });
});

test("whoever is nobody cannot send", () => {
  const request = { from: "nobody", destination: 1 as Address, protocol: 6, replies: 0 };
  expect(() => sendPacket(oneNode({}), request, SEED)).toThrow("nobody");
});

test("a rule that was passed over is explained with the draw that it lost and the counters of that moment", () => {
  const world = oneNode({ nat: SERVICE });
  const { trace } = send(world, "client > tcp 10.96.0.1:80", {}, { kind: "seed", seed: 3 });
  const hop =
    trace.turns[0]?.hops.findIndex((one) => one.kind === "rule" && one.chain === "SVC") ?? -1;
  const taken = trace.turns[0]?.hops[hop];
  const draws = taken?.kind === "rule" ? taken.draws : [];
  expect(draws).toHaveLength(1);
  const parts = explainRuleAt(trace, world, { turn: 0, hop }, 1);
  expect(parts.map(({ part, decision }) => [part, decision])).toEqual([
    ["-d 10.96.0.1/32", "yes"],
    ["-p tcp", "yes"],
    ["--dport 80", "yes"],
    ["--probability 0.50000000000", draws[0]?.took ? "yes" : "no"],
  ]);
});

test("an explanation uses what the world remembered then, not what it remembers now", () => {
  const world = oneNode({ nat: SERVICE });
  const first = send(world, "client > udp 10.96.0.2:53");
  const second = send(first.world, "client > udp 10.96.0.2:53", { sourcePort: 40001 });
  const count = (trace: typeof first.trace, before: World) => {
    const hop =
      trace.turns[0]?.hops.findIndex((one) => one.kind === "rule" && one.chain === "SVC") ?? -1;
    return explainRuleAt(trace, before, { turn: 0, hop }, 3).find(({ part }) =>
      part.startsWith("--every"),
    )?.decision;
  };
  expect(count(first.trace, world)).toBe("no");
  expect(count(second.trace, first.world)).toBe("yes");
  expect(count(first.trace, world)).toBe("no");
});

test("a rule that was not tried at a hop has nothing to explain", () => {
  const world = oneNode({ filter: ["FORWARD -j ACCEPT", "FORWARD -j DROP"] });
  const { trace } = send(world, "client > tcp 10.244.1.2:80");
  const hop = trace.turns[0]?.hops.findIndex(({ kind }) => kind === "rule") ?? -1;
  expect(explainRuleAt(trace, world, { turn: 0, hop }, 2)).toEqual([]);
});

test("a rule that an answer passed over is explained too", () => {
  const world = oneNode({
    filter: ["FORWARD -p tcp -j REJECT --reject-with tcp-reset", "OUTPUT -p udp -j DROP"],
  });
  const { trace, turn } = send(world, "client > tcp 10.244.1.2:80");
  const hop = turn.made[0]?.hops.findIndex(({ kind }) => kind === "policy") ?? -1;
  expect(explainRuleAt(trace, world, { turn: 0, made: 0, hop }, 1)).toMatchObject([
    { part: "-p udp", decision: "no", packetValue: "tcp" },
  ]);
});
