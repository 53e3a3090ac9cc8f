import { expect, test } from "vitest";
import type { Hop, RuleHop } from "@/engine";
import type { Stop } from "@/scene/playback/stop";
import { callFrames } from "./callFrames";

const stop = (hop: Partial<Hop> | undefined) => ({ turn: 0, hop }) as Stop;
const rule = (stack: readonly string[], ruleNumber: number, verdict: string) =>
  stop({
    kind: "rule",
    node: "a",
    stack,
    chain: stack.at(-1),
    ruleNumber,
    verdict,
  } as Partial<RuleHop>);

const STOPS = [
  stop(undefined),
  rule(["PREROUTING"], 1, "SERVICES"),
  rule(["PREROUTING", "SERVICES"], 4, "MASQ"),
  rule(["PREROUTING", "SERVICES", "MASQ"], 1, "MARK"),
  rule(["PREROUTING", "SERVICES"], 7, "goto SEP"),
  rule(["PREROUTING", "SERVICES", "SEP"], 2, "DNAT"),
];

test("each frame names the rule that led on, the innermost none", () => {
  expect(callFrames(STOPS, 5)).toEqual([
    { chain: "PREROUTING", ruleNumber: 1 },
    { chain: "SERVICES", ruleNumber: 7 },
    { chain: "SEP", ruleNumber: undefined },
  ]);
});

test("an earlier jump counts while the packet is still in the chain it led to", () => {
  expect(callFrames(STOPS, 3)[1]).toEqual({ chain: "SERVICES", ruleNumber: 4 });
});

test("before the packet was sent there is no call stack", () => {
  expect(callFrames(STOPS, 0)).toEqual([]);
});
