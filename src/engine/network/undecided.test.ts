import fc from "fast-check";
import { expect, test } from "vitest";
import { oneNode, rulesOf, SEED, send } from "../testing/sending";
import { explainRuleAt } from "./explainRuleAt";
import { sendPacket } from "./sendPacket";
import type { Outcome, Trace } from "./trace";
import type { World } from "./world";

const UNKNOWN = "-m nonsense --riddle 7";
const NEVER = "-m mark --mark 0x1/0x0";

type Tables = Readonly<Record<string, readonly string[]>>;

const condition = fc.constantFrom(
  "",
  "-p tcp",
  "-p udp",
  "-s 203.0.113.7/32",
  "-d 10.244.1.2/32",
  "-m mark --mark 0x1/0x1",
  "-m conntrack --ctstate ESTABLISHED",
  "-m statistic --mode nth --every 2 --packet 0",
);
const doubt = fc.constantFrom("", "", UNKNOWN);

function rule(chain: string, targets: readonly string[]) {
  return fc
    .tuple(condition, doubt, fc.constantFrom(...targets))
    .map((parts) => [chain, ...parts].filter((part) => part !== "").join(" "));
}

const MANGLE = [
  "-j MARK --set-xmark 0x1/0x1",
  "-j CONNMARK --save-mark",
  "-j CONNMARK --restore-mark",
  "-j RETURN",
  "",
];
const FILTER = ["-j ACCEPT", "-j DROP", "-j REJECT", "-j U", "-g U", ""];
const tables: fc.Arbitrary<Tables> = fc.record({
  mangle: fc.array(rule("PREROUTING", MANGLE), { maxLength: 3 }),
  nat: fc.array(
    rule("PREROUTING", ["-p tcp -j DNAT --to-destination 10.244.1.3", "-j ACCEPT", "-j RETURN"]),
    { maxLength: 2 },
  ),
  filter: fc
    .tuple(
      fc.array(rule("FORWARD", FILTER), { maxLength: 4 }),
      fc.array(rule("U", ["-j ACCEPT", "-j DROP", "-j RETURN"]), { maxLength: 2 }),
    )
    .map(([forward, user]) => [":U", ...forward, ...user]),
});

function withDoubtAs(written: Tables, replacement: string): Tables {
  const replace = (line: string) =>
    line
      .replace(`${UNKNOWN} `, `${replacement} `)
      .replace(UNKNOWN, replacement)
      .replace("  ", " ")
      .trim();
  return Object.fromEntries(
    Object.entries(written).map(([name, lines]) => [name, lines.map(replace)]),
  );
}

/** Two packets of a connection and their replies, one after the other. */
function outcomesOf(world: World): readonly (readonly Outcome[])[] {
  const request = { replies: 2 };
  const first = send(world, "client > tcp 10.244.1.2:80", request);
  const second = send(first.world, "client > tcp 10.244.1.2:80", request);
  return [first.trace, second.trace].map(({ turns }: Trace) => turns.map(({ outcome }) => outcome));
}

test("a ruleset with an undecidable match never yields a verdict that both ways do not share", () => {
  let decided = 0;
  let undecided = 0;
  fc.assert(
    fc.property(tables, (written) => {
      const open = outcomesOf(oneNode(written));
      const ways = ["", NEVER].map((replacement) =>
        outcomesOf(oneNode(withDoubtAs(written, replacement))),
      );
      for (const [packet, turns] of open.entries()) {
        for (const [turn, outcome] of turns.entries()) {
          if (outcome.what === "undecided") {
            undecided += 1;
            continue;
          }
          decided += 1;
          for (const way of ways) expect(way[packet]?.[turn]).toEqual(outcome);
        }
      }
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(decided).toBeGreaterThan(100);
  expect(undecided).toBeGreaterThan(100);
});

test("R36: where the ways do not end alike the outcome tells what is missing and how the packet may fare", () => {
  const world = oneNode({ filter: [`FORWARD ${UNKNOWN} -j DROP`, "FORWARD -j ACCEPT"] });
  const { trace, turn } = send(world, "client > tcp 10.244.1.2:80", { replies: 1 });
  expect(turn.outcome).toMatchObject({
    what: "undecided",
    missing: [{ kind: "unknown-match", name: "nonsense" }],
    ways: [{ what: "delivered" }, { what: "dropped" }],
  });
  expect(turn.hops[turn.outcome.what === "undecided" ? turn.outcome.hop : -1]?.kind).toBe(
    "undecided",
  );
  expect(trace.turns).toHaveLength(1);
});

test("R36: where all ways end alike the outcome is certain and the undecided hop still stands", () => {
  const world = oneNode({ filter: [`FORWARD ${UNKNOWN} -j ACCEPT`, "FORWARD -j ACCEPT"] });
  const { turn } = send(world, "client > tcp 10.244.1.2:80");
  expect(turn.outcome).toEqual({ what: "delivered", at: "podA" });
  expect(rulesOf(turn.hops)).toEqual(["filter FORWARD 1 ?", "filter FORWARD 2 ACCEPT"]);
});

test("an unknown target is undecided even when its rule matches for certain", () => {
  const { turn } = send(
    oneNode({ filter: ["FORWARD -j LED --led-trigger-id 1"] }),
    "client > tcp 10.244.1.2:80",
  );
  expect(turn.outcome).toMatchObject({ what: "undecided", missing: [{ name: "LED" }] });
});

test("rules that change nothing do not multiply the ways", () => {
  const logs = Array.from({ length: 20 }, () => `FORWARD ${UNKNOWN} -j LOG`);
  const { turn } = send(oneNode({ filter: logs }), "client > tcp 10.244.1.2:80");
  expect(turn.outcome.what).toBe("delivered");
});

test("more ways than can be walked leave everything open, for later packets too", () => {
  const marks = Array.from(
    { length: 10 },
    (_, bit) => `PREROUTING ${UNKNOWN} -j MARK --set-xmark ${2 ** bit}/${2 ** bit}`,
  );
  const first = send(oneNode({ mangle: marks }), "client > tcp 10.244.1.2:80");
  expect(first.turn.outcome.what).toBe("undecided");
  expect(send(first.world, "podA > tcp 203.0.113.7:80").turn.outcome.what).toBe("undecided");
});

test("R38: what one undecided packet may have left behind keeps the next one undecided", () => {
  const world = oneNode({
    mangle: [`PREROUTING -p udp ${UNKNOWN} -j CONNMARK --set-xmark 0x1/0xffffffff`],
    filter: ["FORWARD -m connmark --mark 0x1 -m conntrack --ctstate ESTABLISHED -j DROP"],
  });
  const first = send(world, "client > udp 10.244.1.2:53");
  expect(first.turn.outcome.what).toBe("delivered");
  const answer = { ...first.turn.arrived?.packet };
  const reply = sendPacket(
    first.world,
    {
      from: "podA",
      destination: answer.source ?? first.turn.sent.source,
      protocol: 17,
      sourcePort: 53,
      destinationPort: 40000,
      replies: 0,
    },
    SEED,
  );
  expect(reply.trace.turns[0]?.outcome).toMatchObject({
    what: "undecided",
    ways: [{ what: "delivered" }, { what: "dropped" }],
  });
});

test("an address that may be the node's own leaves routing undecided; a route to it does not", () => {
  const world = oneNode({ filter: ["INPUT -j DROP"] }, { unknown: { addresses: true } });
  expect(send(world, "podA > tcp 10.0.0.99:80").turn.outcome).toMatchObject({
    what: "undecided",
    missing: [{ kind: "addresses", name: "node" }],
  });
  expect(send(world, "client > tcp 10.244.1.2:80").turn.outcome).toEqual({
    what: "delivered",
    at: "podA",
  });
  expect(send(world, "client > tcp 10.0.0.10:80").turn.outcome).toMatchObject({ what: "dropped" });
});

test("a route that is not known leaves the out-interface undecided, and rules that ask for it", () => {
  const world = oneNode(
    { filter: ["FORWARD -o vethA -j ACCEPT", "FORWARD -s 203.0.113.7/32 -j DROP"] },
    { unknown: { routes: true }, routes: ["10.244.1.2 dev vethA"] },
  );
  const { turn } = send(world, "client > tcp 198.51.100.1:80");
  expect(rulesOf(turn.hops)).toEqual(["filter FORWARD 1 ?", "filter FORWARD 2 DROP"]);
  expect(turn.outcome).toMatchObject({ what: "undecided", ways: [{ what: "dropped" }] });
  expect(send(world, "podA > tcp 198.51.100.1:80").turn.outcome).toMatchObject({
    what: "undecided",
    ways: [],
  });
});

test("where only interfaces may be missing, it is those that routing would have to know", () => {
  const world = oneNode({}, { unknown: { interfaces: true } });
  expect(send(world, "podA > tcp 198.51.100.1:80").turn.outcome).toMatchObject({
    missing: [{ kind: "interfaces", name: "node" }],
  });
});

test("a refusal is certain even when nobody knows whether its answer comes home", () => {
  const world = oneNode({
    filter: ["FORWARD -j REJECT", `OUTPUT ${UNKNOWN} -j DROP`],
  });
  const { turn } = send(world, "client > tcp 10.244.1.2:80");
  expect(turn.outcome).toMatchObject({ what: "rejected", answerArrived: false });
  expect(turn.made[0]?.outcome).toMatchObject({
    what: "undecided",
    ways: [{ what: "delivered" }, { what: "dropped" }],
  });
});

test("R37: a neighbour's address is known not to be the node's own", () => {
  const world = oneNode(
    { nat: ["PREROUTING -m addrtype --dst-type LOCAL -j DNAT --to-destination 10.244.1.3"] },
    { unknown: { addresses: true, routes: true } },
  );
  expect(send(world, "podA > udp 10.0.0.20:80").turn.outcome).toEqual({
    what: "delivered",
    at: "peer",
  });
});

test("R37: an address that may be the node's own is so everywhere on one way, or nowhere", () => {
  const world = oneNode(
    {
      nat: [
        "PREROUTING -m addrtype --dst-type LOCAL -j MARK --set-xmark 0x1/0x1",
        "PREROUTING -m addrtype ! --dst-type LOCAL -j MARK --set-xmark 0x2/0x2",
      ],
      filter: ["INPUT -m mark ! --mark 0x1 -j DROP", "FORWARD -m mark ! --mark 0x2 -j DROP"],
    },
    { unknown: { addresses: true } },
  );
  const { trace, turn } = send(world, "podA > tcp 198.51.100.1:80");
  expect(turn.outcome).toMatchObject({
    what: "undecided",
    ways: [
      { what: "delivered", at: "client" },
      { what: "local", at: "node" },
    ],
  });
  expect(rulesOf(turn.hops).slice(0, 2)).toEqual(["nat PREROUTING 1 ?", "nat PREROUTING 2 MARK"]);
  const hop = turn.hops.findIndex(({ kind }) => kind === "undecided");
  expect(explainRuleAt(trace, world, { turn: 0, hop }, 1)).toMatchObject([
    { decision: { missing: { kind: "addresses" } } },
  ]);
});
