import { expect, test } from "vitest";
import type { RoutingHop, RuleHop } from "@/engine";
import type { Lane } from "@/scene/chain-graph/chainGraph";
import { laneOfHop } from "./laneOfHop";

const lane = (id: string, hook: Lane["hook"]): Lane => ({
  id,
  hook,
  tables: [],
  xPx: 0,
  titleXPx: 0,
  widthPx: 1,
  isVisited: true,
});

const FORWARDED = [
  lane("1", "PREROUTING"),
  lane("2", "routing"),
  lane("3", "FORWARD"),
  lane("4", "POSTROUTING"),
];
const SENT = [
  lane("1", "routing"),
  lane("2", "OUTPUT"),
  lane("3", "routing"),
  lane("4", "POSTROUTING"),
];

const routing = (why: RoutingHop["why"]) => ({ kind: "routing", why }) as RoutingHop;

test("a rule is in the lane of its hook", () => {
  expect(laneOfHop(FORWARDED, { kind: "rule", hook: "FORWARD" } as RuleHop)?.id).toBe("3");
});

test("what came in is routed after PREROUTING", () => {
  expect(laneOfHop(FORWARDED, routing("input"))?.id).toBe("2");
});

test("what a local process sends is routed first, and again after OUTPUT changed it", () => {
  expect(laneOfHop(SENT, routing("output"))?.id).toBe("1");
  expect(laneOfHop(SENT, routing("reroute"))?.id).toBe("3");
});

test("of a hook that lies on both sides of a routing decision, a rule is where its table is", () => {
  const tables = (...names: readonly ("nat" | "filter")[]) =>
    names.map((name) => ({ name, isLoaded: true, isPassed: false, xPx: 0 }));
  const lanes = [
    { ...lane("1", "OUTPUT"), tables: tables("nat") },
    lane("2", "routing"),
    { ...lane("3", "OUTPUT"), tables: tables("filter") },
  ];
  const hop = { kind: "rule", hook: "OUTPUT", table: "filter" } as RuleHop;
  expect(laneOfHop(lanes, hop)?.id).toBe("3");
});

test("at its sender the packet is in no lane", () => {
  expect(laneOfHop(FORWARDED, undefined)).toBeUndefined();
});
