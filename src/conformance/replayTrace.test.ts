import { expect, test } from "vitest";
import { readRules } from "@/intake/rules/readRules";
import { splitSections } from "@/intake/sections/splitSections";
import { readTrace } from "@/intake/traces/readTrace";
import { replayTrace } from "./replayTrace";

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
  return replayTrace(
    readTrace(splitSections(text)),
    rulesets.map(({ ruleset }) => ruleset),
  );
}

test("a trace of the way that the engine goes too is one packet without a difference", () => {
  const replayed = replay(
    "raw:PREROUTING:policy:2",
    "nat:PREROUTING:rule:1",
    "nat:WEB:rule:1",
    "nat:PREROUTING:policy:2",
  );
  expect(replayed).toHaveLength(1);
  expect(replayed[0]).toMatchObject({ line: 1, difference: undefined, notWalked: undefined });
  expect(replayed[0]?.engine.slice(0, 4)).toEqual(replayed[0]?.kernel);
});

test("the first place where the two part is flagged with both sides", () => {
  const [replayed] = replay("raw:PREROUTING:policy:2", "nat:PREROUTING:policy:2");
  expect(replayed?.difference).toMatchObject({
    step: 1,
    line: 2,
    kernel: { table: "nat", chain: "PREROUTING", kind: "policy" },
    engine: { table: "nat", chain: "PREROUTING", kind: "rule", ruleNumber: 1 },
    sentence:
      "The kernel's packet is at nat PREROUTING policy 2; the engine is at nat PREROUTING rule 1.",
  });
});

test("a hook that comes again is another packet", () => {
  expect(
    replay("raw:PREROUTING:policy:2", "nat:PREROUTING:policy:2", "raw:PREROUTING:policy:2"),
  ).toHaveLength(2);
});
