import { expect, test } from "vitest";
import type { RecordedHop } from "@/conformance/recordedCase";
import { hopPairs } from "./hopPairs";

const hop = (chain: string, rulenum: number, more: object = {}): RecordedHop => ({
  node: "node",
  table: "nat",
  chain,
  rulenum,
  verdict: "ACCEPT",
  mark: 0,
  ...more,
});

test("hops that agree stand side by side", () => {
  const turn = { hops: [hop("PREROUTING", 1), hop("KUBE-SERVICES", 2)] };
  expect(hopPairs(turn, turn)).toEqual([
    {
      number: 1,
      isSame: true,
      kernel: "nat PREROUTING:1 → ACCEPT",
      engine: "nat PREROUTING:1 → ACCEPT",
    },
    {
      number: 2,
      isSame: true,
      kernel: "nat KUBE-SERVICES:2 → ACCEPT",
      engine: "nat KUBE-SERVICES:2 → ACCEPT",
    },
  ]);
});

test("a field that differs is named on both sides", () => {
  const [pair] = hopPairs({ hops: [hop("A", 1)] }, { hops: [hop("A", 1, { mark: 16384 })] });
  expect(pair).toEqual({
    number: 1,
    isSame: false,
    kernel: "nat A:1 → ACCEPT mark 0",
    engine: "nat A:1 → ACCEPT mark 16384",
  });
});

test("a hop that only one of them has stands alone", () => {
  const [, pair] = hopPairs({ hops: [hop("A", 1)] }, { hops: [hop("A", 1), hop("B", 1)] });
  expect(pair).toMatchObject({ isSame: false, kernel: undefined });
  expect(pair?.engine).toMatch(/^nat B:1 → ACCEPT/);
});
