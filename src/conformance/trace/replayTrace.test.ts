import { expect, test } from "vitest";
import { readRules } from "@/intake/rules/readRules";
import { splitSections } from "@/intake/sections/splitSections";
import { readTrace } from "@/intake/traces/readTrace";
import { replayTrace } from "./replayTrace";
import { specOfRules } from "./specOfRules";
import { placeOfHop } from "./tracePlace";

const RULES = [
  "*raw",
  ":PREROUTING ACCEPT [0:0]",
  "-A PREROUTING -j TRACE",
  "COMMIT",
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":WEB - [0:0]",
  "-A PREROUTING -p tcp -m tcp --dport 80 -j WEB",
  "-A WEB -j RETURN",
  "-A WEB -j DNAT --to-destination 10.0.0.20",
  "COMMIT",
  "",
].join("\n");

const PACKET =
  "IN=eth0 OUT= SRC=192.0.2.1 DST=10.0.0.10 LEN=60 TOS=0x00 TTL=63 ID=77 PROTO=TCP SPT=40000 DPT=80 SYN ";

function replay(...places: readonly string[]) {
  const { rulesets } = readRules(RULES, splitSections(RULES));
  const text = places.map((place) => `TRACE: ${place} ${PACKET}`).join("\n");
  const spec = specOfRules(rulesets.map(({ ruleset }) => ruleset));
  return replayTrace(readTrace(splitSections(text)), spec).packets;
}

const WAY = [
  "raw:PREROUTING:policy:2",
  "nat:PREROUTING:rule:1",
  // The kernel calls a rule that only returns the end of its chain.
  "nat:WEB:return:1",
  "nat:PREROUTING:policy:2",
  "nat:INPUT:policy:1",
];

test("a trace of the way that the engine goes too is one packet without a difference", () => {
  const replayed = replay(...WAY);
  expect(replayed).toHaveLength(1);
  expect(replayed[0]).toMatchObject({
    line: 1,
    lines: 5,
    difference: undefined,
    notWalked: undefined,
  });
  expect(replayed[0]?.pairs.map(({ hop }) => hop && placeOfHop(hop))).toEqual([
    "raw:PREROUTING:policy:2",
    "nat:PREROUTING:rule:1",
    "nat:WEB:rule:1",
    "nat:PREROUTING:policy:2",
    "nat:INPUT:policy:1",
  ]);
});

test("the first place where the two part is flagged with both sides and why", () => {
  const [replayed] = replay(
    "raw:PREROUTING:policy:2",
    "nat:PREROUTING:policy:2",
    "nat:INPUT:policy:1",
  );
  expect(replayed?.difference).toMatchObject({
    pair: 1,
    step: { line: 2, chain: "PREROUTING" },
    hop: { kind: "rule", ruleNumber: 1 },
    sentence: "The kernel: nat:PREROUTING:policy:2. This engine: nat:PREROUTING:rule:1.",
    because: "Rule 1 takes the packet here: -A PREROUTING -p tcp -m tcp --dport 80 -j WEB",
  });
});

test("a rule that the engine passes over is named with the part that fails", () => {
  const { rulesets } = readRules(RULES, splitSections(RULES));
  const spec = specOfRules(rulesets.map(({ ruleset }) => ruleset));
  const text = [...WAY].map((place) => `TRACE: ${place} ${PACKET.replace("DPT=80", "DPT=81")}`);
  const { packets } = replayTrace(readTrace(splitSections(text.join("\n"))), spec);
  expect(packets[0]?.difference).toMatchObject({
    sentence: "The kernel: nat:PREROUTING:rule:1. This engine: nat:PREROUTING:policy:2.",
    because:
      "Rule 1 does not take the packet here, as destination port 81 is not what it asks for (--dport 80): -A PREROUTING -p tcp -m tcp --dport 80 -j WEB",
  });
});

test("a trace that ends before the engine does is flagged", () => {
  const [replayed] = replay("raw:PREROUTING:policy:2", "nat:PREROUTING:rule:1");
  expect(replayed?.difference?.sentence).toBe(
    "The kernel: the trace ends at nat:PREROUTING:rule:1, the packet stopped there or lines are missing. This engine: nat:WEB:rule:1.",
  );
});

test("a trace that ends where the engine does not know what comes is not", () => {
  expect(replay(...WAY.slice(0, 4))[0]?.difference).toBeUndefined();
});

test("rules older than the trace are told by a number that they do not have", () => {
  const [replayed] = replay("raw:PREROUTING:policy:2", "nat:PREROUTING:rule:4");
  expect(replayed?.difference?.because).toBe(
    "nat PREROUTING has 1 rule here, and the trace speaks of number 4. These are not the rules that were loaded when the packet was traced.",
  );
});

test("a hook that comes again is another packet", () => {
  expect(
    replay("raw:PREROUTING:policy:2", "nat:PREROUTING:policy:2", "raw:PREROUTING:policy:2"),
  ).toHaveLength(2);
});
