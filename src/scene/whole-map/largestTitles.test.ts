import { expect, test } from "vitest";
import { parseRuleset } from "@/engine";
import { indexRules } from "../rules-index/indexRules";
import { largestTitles } from "./largestTitles";
import { layOutMap } from "./layOutMap";
import { planMap } from "./mapPlan";
import type { WholeMap } from "./wholeMap";

function finished<Result>(steps: Generator<undefined, Result, undefined>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** A node with a Service for each number, of so many endpoints. */
function mapOf(endpoints: readonly number[], widthPx: number): WholeMap {
  const services = endpoints.map((count, at) => ({
    name: `KUBE-SVC-${String(at).padStart(16, "A")}`,
    ends: Array.from(
      { length: count },
      (_, end) => `KUBE-SEP-${at}${String(end).padStart(15, "B")}`,
    ),
    at,
  }));
  const text = [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":KUBE-SERVICES - [0:0]",
    ...services.flatMap(({ name, ends }) => [name, ...ends].map((chain) => `:${chain} - [0:0]`)),
    "-A PREROUTING -j KUBE-SERVICES",
    ...services.map(
      ({ name, at }) =>
        `-A KUBE-SERVICES -d 10.96.0.${at}/32 -p tcp -m comment --comment "shop/s${at}:http cluster IP" -m tcp --dport 80 -j ${name}`,
    ),
    ...services.flatMap(({ name, ends, at }) =>
      ends.map((end) => `-A ${name} -m comment --comment "shop/s${at}:http" -j ${end}`),
    ),
    "COMMIT",
    "",
  ].join("\n");
  const index = finished(indexRules(text, parseRuleset(text).ruleset));
  return layOutMap(finished(planMap(index)), { widthPx, heightPx: 400 });
}

test("the Service with most chains is named first", () => {
  const map = mapOf([1, 4, 2, 7, 3], 1200);
  const names = largestTitles(map).map(({ service }) => map.plan.index.services[service]?.name);
  expect(names).toEqual([
    "shop/s3:http",
    "shop/s1:http",
    "shop/s4:http",
    "shop/s2:http",
    "shop/s0:http",
  ]);
});

test("of Services of equal size those that are named first stand apart", () => {
  const map = mapOf([2, 2, 2, 2, 2, 2, 2, 2], 1200);
  const first = largestTitles(map).slice(0, 2);
  expect(first.map((title) => map.titles.indexOf(title))).toEqual([0, 4]);
});

test("no name is cut where the window has room for all of them", () => {
  const room = (map: WholeMap) => {
    const chain = map.plan.index.chains.findIndex(({ name }) => name.startsWith("KUBE-SEP-"));
    const block = map.blockOf[chain] ?? 0;
    return (map.blocks.width[block] ?? 0) / (map.blocks.scale[block] ?? 1);
  };
  const name = "KUBE-SEP-0BBBBBBBBBBBBBBB".length * 7.25;
  expect(room(mapOf([1, 2], 1600))).toBeGreaterThan(name);
  expect(room(mapOf([1, 2], 420))).toBeLessThan(name);
});
