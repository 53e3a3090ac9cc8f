import { expect, test } from "vitest";
import { nodePort } from "@/scenarios/nodePort";
import { explainAtPlace, explainAtStop } from "./explainAtStop";
import { walkOf } from "./walkOf";

const walk = walkOf(nodePort.document, 0);

const stopOf = (chain: string, ruleNumber: number) =>
  walk.timeline?.stops.find(
    ({ hop }) => hop?.kind === "rule" && hop.chain === chain && hop.ruleNumber === ruleNumber,
  )?.index ?? -1;

const SVC = "KUBE-SVC-CDGGSHYLG3RE2FKL";

test("a rule that was passed over names the field that failed", () => {
  const parts = explainAtStop(walk, stopOf("KUBE-SERVICES", 2), 1);
  const failed = parts.filter(({ decision }) => decision === "no");
  expect(failed.map(({ field, packetValue }) => [field, packetValue])).toContainEqual([
    "destination",
    "192.168.1.10",
  ]);
});

test("a lost draw is explained with what was drawn", () => {
  const parts = explainAtStop(walk, stopOf(SVC, 3), 2);
  const hop = walk.timeline?.stops[stopOf(SVC, 3)]?.hop;
  const drawn = hop !== undefined && "draws" in hop ? hop.draws[0]?.drawn : undefined;
  expect(drawn).toBeGreaterThan(0.334);
  expect(parts.find(({ field }) => field === "chance")?.decision).toBe("no");
});

test("a rule is found by its place wherever the player is on that node", () => {
  const place = {
    node: "node-a",
    hook: "PREROUTING",
    table: "nat",
    chain: "KUBE-SERVICES",
    ruleNumber: 1,
  } as const;
  const there = explainAtStop(walk, stopOf("KUBE-SERVICES", 2), 1);
  expect(explainAtPlace(walk, place, 1)).toBe(there);
  expect(explainAtPlace(walk, place, stopOf(SVC, 3))).toBe(there);
});

test("a rule that was not tried has no explanation", () => {
  expect(explainAtStop(walk, stopOf("KUBE-SERVICES", 2), 99)).toEqual([]);
  expect(explainAtStop(walk, 0, 1)).toEqual([]);
});
