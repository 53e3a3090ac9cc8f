import fc from "fast-check";
import { expect, test } from "vitest";
import { type Address, parseAddress } from "../net/address";
import { ICMP, SCTP, TCP, UDP } from "../net/protocol";
import { oneNode } from "../testing/sending";
import { ChainIndex } from "../traversal/chainIndex";
import type { Chance } from "./chance";
import { type Conversation, converse } from "./conversation";
import { explainRuleAt } from "./explainRuleAt";
import type { PacketRequest } from "./packetRequest";
import { sendPacket } from "./sendPacket";
import type { Trace } from "./trace";
import type { World } from "./world";

type Tables = Readonly<Record<string, readonly string[]>>;

const POD_A = "10.244.1.2";
const POD_B = "10.244.1.3";
const SERVICE = "10.96.0.10";

const address = fc.constantFrom(
  "",
  "",
  `-d ${POD_A}/32`,
  `-d ${POD_B}/32`,
  `-d ${SERVICE}/32`,
  `! -d ${POD_A}/32`,
  "-d 10.244.0.0/16",
  "-d 10.96.0.8/29",
  "-d 10.0.0.10/32",
  "-d 0.0.0.10/0.0.0.255",
  `-s ${POD_A}/32`,
  "-i vethA",
);

/** Parts of a rule that count, draw, assume or are not known; they may stand before or behind the port. */
const part = fc.constantFrom(
  "",
  "",
  '-m comment --comment "to the service"',
  "-m mark --mark 0x1/0x1",
  "-m conntrack --ctstate NEW",
  "-m state --state ESTABLISHED",
  "-m addrtype --dst-type LOCAL",
  "-m recent --name seen --set",
  "-m recent --name seen --rcheck --hitcount 2",
  "-m recent --name seen --update",
  "-m statistic --mode nth --every 2 --packet 0",
  "-m statistic --mode random --probability 0.5",
  "-m limit --limit 1/s",
  "-m set --match-set nobody dst",
  "-m nonsense --riddle 7",
);

const ports = fc.constantFrom(
  "",
  "-p tcp",
  "! -p tcp",
  "-p udp",
  "-p icmp",
  "-p tcp -m tcp --dport 80",
  "-p tcp -m tcp --dport 443",
  "-p tcp -m tcp ! --dport 80",
  "-p tcp -m tcp --dport 80:443",
  "-p tcp -m tcp --sport 40000",
  "-p tcp -m tcp --dport 80 --tcp-flags SYN,ACK SYN",
  "-p tcp -m tcp --dport 80 --tcp-option 7",
  "-p tcp -m multiport --dports 80,443",
  "-p udp -m udp --dport 53",
  "-p sctp -m sctp --dport 80",
);

function rules(chains: readonly string[], targets: readonly string[], longest: number) {
  const rule = fc
    .record({
      chain: fc.constantFrom(...chains),
      address,
      before: part,
      ports,
      behind: part,
      target: fc.constantFrom(...targets),
    })
    .map(({ chain, address, before, ports, behind, target }) =>
      [chain, address, protocolOf(ports), before, matchesOf(ports), behind, target]
        .filter((word) => word !== "")
        .join(" "),
    );
  return fc.array(rule, { maxLength: longest });
}

function protocolOf(text: string): string {
  return /^(! )?-p \S+/.exec(text)?.[0] ?? "";
}

function matchesOf(text: string): string {
  return text.slice(protocolOf(text).length).trim();
}

const PASS = ["", "-j LOG", "-j MARK --set-xmark 0x1/0x1", "-j RETURN", "-j ACCEPT"];

const tables: fc.Arbitrary<Tables> = fc.record({
  raw: rules(["PREROUTING", "OUTPUT"], [...PASS, "-j NOTRACK"], 3),
  mangle: rules(["PREROUTING", "FORWARD", "POSTROUTING"], PASS, 6),
  nat: fc
    .tuple(
      rules(["PREROUTING", "OUTPUT"], ["-j SVC", "-g SVC", "-j RETURN", "-j ACCEPT"], 8),
      rules(["SVC"], ["-j SEP", "-j RETURN", "-j MARK --set-xmark 0x2/0x2"], 6),
      rules(["SEP"], ["-j MARK --set-xmark 0x1/0x1", "-j ACCEPT"], 2),
      rules(["POSTROUTING"], ["-j MASQUERADE", "-j ACCEPT", "-j RETURN"], 3),
    )
    .map((parts) => [
      ":SVC",
      ":SEP",
      ...parts.flat(),
      `SEP -p tcp -j DNAT --to-destination ${POD_B}:80`,
    ]),
  filter: fc
    .tuple(
      rules(["FORWARD", "INPUT", "OUTPUT"], [...PASS, "-j DROP", "-j REJECT", "-j U", "-g U"], 14),
      rules(["U"], [...PASS, "-j DROP", "-j V"], 8),
      rules(["V"], PASS, 6),
    )
    .map((parts) => [":U", ":V", ...parts.flat()]),
});

const request: fc.Arbitrary<PacketRequest> = fc.record({
  from: fc.constantFrom("client", "podA", "node"),
  destination: fc.constantFrom(SERVICE, POD_A, POD_B, "10.0.0.10").map(mustParse),
  protocol: fc.constantFrom(TCP, TCP, UDP, ICMP, SCTP),
  sourcePort: fc.constantFrom(40000, 40001),
  destinationPort: fc.constantFrom(80, 443, 53),
  replies: fc.constantFrom(0, 1, 2),
});

const course = fc.record({
  tables,
  requests: fc.array(request, { minLength: 1, maxLength: 4 }),
  assumed: fc.array(fc.constantFrom(0, 1), { maxLength: 6 }),
  seed: fc.nat(1000),
  areAddressesKnown: fc.boolean(),
});

function mustParse(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is no address`);
  return parsed;
}

interface Course {
  readonly requests: readonly PacketRequest[];
  readonly assumed: readonly number[];
  readonly seed: number;
}

/** The packets one after the other, each into the world that the one before left. */
function walkAll(
  start: World,
  { requests, assumed, seed }: Course,
  longChain: number,
): readonly Conversation[] {
  const chance: Chance = { kind: "seed", seed };
  let world = start;
  return requests.map((one) => {
    const conversation = converse(world, one, chance, { assumed, longChain });
    world = conversation.world;
    return conversation;
  });
}

/** How many rules of FORWARD the index leaves out for a packet. */
function skippedIn(
  world: World,
  { destination, protocol, destinationPort }: PacketRequest,
): number {
  const chain = world.nodes.get("node")?.stacks.IPv4.ruleset.table("filter")?.chain("FORWARD");
  const sent = converse(
    world,
    { from: "client", destination, protocol, destinationPort, replies: 0 },
    { kind: "seed", seed: 1 },
    { assumed: [] },
  ).turns[0]?.sent;
  if (chain === undefined || sent === undefined) return 0;
  const candidates = new ChainIndex(chain).candidatesFor(sent);
  let tried = 0;
  for (let next = candidates.from(1); next !== undefined; next = candidates.from(next + 1)) {
    tried += 1;
  }
  return chain.length - tried;
}

test("a walk with indexed chains and the plain walk give the same trace, choices and memory", () => {
  let hops = 0;
  let skipped = 0;
  fc.assert(
    fc.property(course, ({ tables, areAddressesKnown, ...course }) => {
      const unknown = { addresses: !areAddressesKnown, ipsets: true };
      const world = oneNode(tables, { unknown });
      const plain = walkAll(world, course, Number.POSITIVE_INFINITY);
      expect(walkAll(world, course, 0)).toStrictEqual(plain);
      expect(walkAll(world, course, 3)).toStrictEqual(plain);
      hops += plain.flatMap(({ turns }) => turns.flatMap((turn) => turn.hops)).length;
      for (const one of course.requests) skipped += skippedIn(world, one);
    }),
    { numRuns: 400, seed: 11 },
  );
  expect(hops).toBeGreaterThan(5000);
  expect(skipped).toBeGreaterThan(500);
}, 30_000);

/** Thirty services in one chain, the last of which is asked for. */
function longTables(): Tables {
  const others = Array.from({ length: 30 }, (_, at) => `SVCS -d 10.96.1.${at}/32 -j ACCEPT`);
  return {
    nat: [
      ":SVCS",
      "PREROUTING -j SVCS",
      ...others,
      "SVCS -m statistic --mode random --probability 0 -j RETURN",
      `SVCS -d ${SERVICE}/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination ${POD_B}:80`,
    ],
  };
}

test("rules that the index passed over can be explained like any other", () => {
  const world = oneNode(longTables());
  const asked: PacketRequest = {
    from: "podA",
    destination: mustParse(SERVICE),
    protocol: TCP,
    sourcePort: 40000,
    destinationPort: 80,
    replies: 0,
  };
  const { trace } = sendPacket(world, asked, { kind: "seed", seed: 1 });
  const hop = hopOf(trace, 32);
  expect(trace.turns[0]?.hops[hop]).toMatchObject({
    firstTried: 1,
    draws: [{ ruleNumber: 31, took: false }],
  });
  expect(explainRuleAt(trace, world, { turn: 0, hop }, 7)).toMatchObject([
    { part: "-d 10.96.1.6/32", decision: "no", packetValue: SERVICE },
  ]);
});

function hopOf(trace: Trace, ruleNumber: number): number {
  const hops = trace.turns[0]?.hops ?? [];
  return hops.findIndex((one) => one.kind === "rule" && one.ruleNumber === ruleNumber);
}
