import { expect, test } from "vitest";
import type { PartExplanation, RuleHop } from "@/engine";
import { passedOverRule } from "./passedOverRule";
import { plainText } from "./sentence";

const part = (fields: Partial<PartExplanation>): PartExplanation => ({
  part: "--dport 80",
  decision: "no",
  field: "destination port",
  packetValue: "443",
  ruleValue: "80",
  inverted: false,
  ...fields,
});

const HELD = part({ part: "-p tcp", field: "protocol", decision: "yes" });
const CHANCE = part({
  part: "--probability 0.33333333349",
  field: "chance",
  packetValue: "not taken",
  ruleValue: "0.33333333349",
});
const hop = {
  draws: [{ ruleNumber: 2, probability: 1 / 3, drawn: 0.712, took: false }],
} as unknown as RuleHop;

test("of all parts the one that failed is named, with the packet's and the rule's value", () => {
  const { sign, part: named, why } = passedOverRule(undefined, 1, [HELD, part({})]);
  expect([sign, named, plainText(why)]).toEqual(["differs", "--dport 80", "dport 443 is not 80"]);
});

test("a draw that was lost has a sign of its own and says what was drawn", () => {
  const { sign, why } = passedOverRule(hop, 2, [HELD, CHANCE]);
  expect([sign, plainText(why)]).toEqual(["lost draw", "drew 0.712, needed below 0.333"]);
});

test("what cannot be decided is not said to have failed", () => {
  const missing = { kind: "ipset", name: "quarantine" } as const;
  const { sign, why } = passedOverRule(undefined, 1, [HELD, part({ decision: { missing } })]);
  expect([sign, plainText(why)]).toEqual(["undecided", "ipset quarantine was not given"]);
});

test("a rule of which nothing is known says so", () => {
  expect(passedOverRule(undefined, 1)).toMatchObject({ sign: "undecided", part: "" });
});
