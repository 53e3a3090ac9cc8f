import fc from "fast-check";
import { expect, test } from "vitest";
import { buildWorld, type PacketRequest, parseIpv4, parseRuleset, sendPacket } from "@/engine";
import { examineNode } from "../examinedNode";
import { findShadowed } from "./findShadowed";

const optional = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: "", freq: 1 });
const bang = fc.constantFrom("", "", "! ");
const option = (name: string, ...values: string[]) =>
  fc.tuple(bang, fc.constantFrom(...values)).map(([not, value]) => `${not}${name} ${value}`);

const header = fc
  .tuple(
    optional(option("-s", "10.244.1.0/24", "10.244.1.2/32", "10.244.0.0/16", "203.0.113.0/24")),
    optional(option("-d", "10.244.1.3/32", "10.244.1.0/24", "10.244.1.2/31", "0.0.0.0/1")),
    optional(option("-i", "vethA", "veth+", "eth0")),
    optional(option("-o", "vethB", "veth+")),
  )
  .map((parts) => parts.filter((part) => part !== "").join(" "));

const ports = fc.oneof(
  option("--dport", "80", "80:90", "443", ":1023"),
  option("--sport", "1024:", "5000"),
);
const protocol = fc.oneof(
  fc.constant(""),
  fc
    .tuple(fc.constantFrom("tcp", "udp"), optional(ports))
    .map(([name, port]) => (port === "" ? `-p ${name}` : `-p ${name} -m ${name} ${port}`)),
  option("-p", "tcp", "udp"),
  fc
    .tuple(bang, fc.constantFrom("80,443", "80:90,8080", "443"))
    .map(([not, list]) => `-p tcp -m multiport ${not}--dports ${list}`),
);
const rest = fc.oneof(
  fc.constant(""),
  option("-m conntrack --ctstate", "NEW").map((text) =>
    text.startsWith("! ") ? "-m conntrack ! --ctstate NEW" : text,
  ),
  fc.constantFrom(
    "-m conntrack --ctstate NEW,RELATED",
    "-m conntrack ! --ctstate INVALID",
    "-m mark --mark 0x1/0x1",
    "-m mark ! --mark 0x1/0x1",
    "-m comment --comment x",
    "-m statistic --mode random --probability 0.5",
    "-m addrtype --dst-type LOCAL",
  ),
);
const target = fc.constantFrom(
  ...["-j ACCEPT", "-j DROP", "-j RETURN", "-j A", "-g A", "-j B", "-j MARK --set-xmark 0x1/0x1"],
  ...["-j LOG", ""],
);
const rule = fc
  .tuple(header, protocol, rest, target)
  .map((parts) => parts.filter((part) => part !== "").join(" "));
const rules = (chain: string, most: number) =>
  fc.array(rule, { maxLength: most }).map((all) =>
    all
      // Chains may only lead on, never back.
      .map((text) => (chain === "FORWARD" ? text : text.replace(/-[jg] [AB]$/, "-j DROP")))
      .map((text) => `-A ${chain} ${text}`),
  );

const dump = fc
  .tuple(rules("FORWARD", 10), rules("A", 4), rules("B", 4))
  .map((chains) =>
    [
      "*filter",
      ":INPUT ACCEPT [0:0]",
      ":FORWARD ACCEPT [0:0]",
      ":OUTPUT ACCEPT [0:0]",
      ":A - [0:0]",
      ":B - [0:0]",
      ...chains.flat(),
      "COMMIT",
    ].join("\n"),
  );

const TCP = 6;
const UDP = 17;

function address(text: string) {
  const read = parseIpv4(text);
  if (read === undefined) throw new Error(text);
  return read;
}

const request = fc.record({
  from: fc.constantFrom("podA", "podB", "client"),
  destination: fc.constantFrom("10.244.1.2", "10.244.1.3", "203.0.113.7").map(address),
  protocol: fc.constantFrom(TCP, UDP),
  sourcePort: fc.constantFrom(500, 5000),
  destinationPort: fc.constantFrom(80, 85, 443, 8080),
});

function worldOf(rulesText: string) {
  return buildWorld({
    conntrack: "on",
    nodes: [
      {
        name: "node",
        interfaces: [
          { name: "eth0", network: "outside", addresses: ["10.0.0.10/24"] },
          { name: "vethA", network: "vethA", addresses: [] },
          { name: "vethB", network: "vethB", addresses: [] },
        ],
        routes: ["default via 10.0.0.1", "10.244.1.2 dev vethA", "10.244.1.3 dev vethB"],
        sysctls: {},
        ipsets: [],
        rules: parseRuleset(rulesText).ruleset,
      },
    ],
    hosts: [
      { name: "podA", network: "vethA", addresses: ["10.244.1.2"] },
      { name: "podB", network: "vethB", addresses: ["10.244.1.3"] },
      { name: "client", network: "outside", addresses: ["203.0.113.7"] },
    ],
  }).world;
}

test("what is said to be shadowed is met by no packet", () => {
  let shadowed = 0;
  let walked = 0;
  fc.assert(
    fc.property(
      dump,
      fc.array(request, { minLength: 6, maxLength: 6 }),
      fc.nat(),
      (text, sent, seed) => {
        const node = examineNode(parseRuleset(text).ruleset);
        const never = new Set(
          node.tables.flatMap((table) =>
            findShadowed(table).flatMap(({ chain, later }) =>
              later.map((number) => `${chain.name} ${number}`),
            ),
          ),
        );
        shadowed += never.size;
        if (never.size === 0) return;
        const world = worldOf(text);
        for (const one of sent) {
          const packet: PacketRequest = { ...one, replies: 0 };
          const { trace } = sendPacket(world, packet, { kind: "seed", seed });
          for (const hop of trace.turns.flatMap((turn) => turn.hops)) {
            if (hop.kind !== "rule") continue;
            walked += 1;
            expect(never, text).not.toContain(`${hop.chain} ${hop.ruleNumber}`);
          }
        }
      },
    ),
    { numRuns: 1500 },
  );
  expect(shadowed).toBeGreaterThan(500);
  expect(walked).toBeGreaterThan(1000);
});
