import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOOKS, parseRuleset } from "@/engine";
import { indexRules } from "../rules-index/indexRules";
import { blockAt } from "./blockAt";
import { jumpBundles } from "./jumpBundles";
import { layOutMap } from "./layOutMap";
import { mapLevels } from "./mapLevels";
import { planMap } from "./mapPlan";
import { nextBlock } from "./nextBlock";
import { ROLE, type WholeMap } from "./wholeMap";

function finished<Result>(steps: Generator<undefined, Result, undefined>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function mapOf(text: string, widthPx = 1168, heightPx = 320): WholeMap {
  const index = finished(indexRules(text, parseRuleset(text).ruleset));
  return layOutMap(finished(planMap(index)), { widthPx, heightPx });
}

/** So many Services as kube-proxy writes them, each with two endpoints, behind PREROUTING and OUTPUT. */
function services(count: number): string {
  const hashes = Array.from({ length: count }, (_, at) => `H${String(at).padStart(15, "0")}`);
  return [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ":POSTROUTING ACCEPT [0:0]",
    ":KUBE-SERVICES - [0:0]",
    ":KUBE-LOST - [0:0]",
    ...hashes.flatMap((hash) => [
      `:KUBE-SEP-A${hash} - [0:0]`,
      `:KUBE-SVC-${hash} - [0:0]`,
      `:KUBE-SEP-B${hash} - [0:0]`,
    ]),
    "-A PREROUTING -j KUBE-SERVICES",
    "-A OUTPUT -j KUBE-SERVICES",
    "-A POSTROUTING -j MASQUERADE",
    ...hashes.map(
      (hash, at) =>
        `-A KUBE-SERVICES -d 10.96.0.${at % 250}/32 -p tcp -m comment --comment "shop/s${at}:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-${hash}`,
    ),
    ...hashes.flatMap((hash) => [
      `-A KUBE-SVC-${hash} -m statistic --mode random --probability 0.5 -j KUBE-SEP-A${hash}`,
      `-A KUBE-SVC-${hash} -j KUBE-SEP-B${hash}`,
      `-A KUBE-SEP-A${hash} -p tcp -j DNAT --to-destination 10.244.0.1:80`,
      `-A KUBE-SEP-B${hash} -p tcp -j DNAT --to-destination 10.244.0.2:80`,
    ]),
    "COMMIT",
    "",
  ].join("\n");
}

function blockNamed(map: WholeMap, name: string): number {
  const chain = map.plan.index.chains.findIndex((one) => one.name === name);
  return map.blockOf[chain] ?? -1;
}

/** Any rules: chains of two tables that jump to each other anyhow, in rings too. */
const ANY_RULES = fc
  .record({
    chains: fc.integer({ min: 0, max: 60 }),
    jumps: fc.array(fc.tuple(fc.nat(62), fc.nat(62)), { maxLength: 150 }),
  })
  .map(({ chains, jumps }) => {
    const names = ["INPUT", "FORWARD", ...Array.from({ length: chains }, (_, at) => `C-x-${at}`)];
    const name = (at: number) => names[at % names.length];
    return [
      "*filter",
      ...names.map((one, at) => `:${one} ${at < 2 ? "ACCEPT" : "-"} [0:0]`),
      ...jumps
        .filter(([, to]) => to % names.length > 1)
        .map(([from, to]) => `-A ${name(from)} -j ${name(to)}`),
      "COMMIT",
      "",
    ].join("\n");
  });

const SIZES = [
  [1168, 320],
  [1640, 520],
  [366, 560],
] as const;

describe("the layout of the whole map", () => {
  test.each(SIZES)(
    "gives every chain one place, none over another, in %i x %i px",
    (width, height) => {
      fc.assert(
        fc.property(ANY_RULES, (text) => {
          const map = mapOf(text, width, height);
          expect([...map.blocks.chain].sort((one, other) => one - other)).toEqual(
            map.plan.index.chains.map((_, chain) => chain),
          );
          expectApart(map);
        }),
        { numRuns: 60 },
      );
    },
  );

  test("has the lanes in the order of the hooks, and what nobody leads to last", () => {
    const { lanes } = mapOf(services(3));
    expect(lanes.map(({ hook }) => hook)).toEqual([
      "PREROUTING",
      "OUTPUT",
      "POSTROUTING",
      undefined,
    ]);
    const hooks = lanes.flatMap(({ hook }) => (hook === undefined ? [] : HOOKS.indexOf(hook)));
    expect(hooks).toEqual(hooks.toSorted((one, other) => one - other));
    lanes.slice(1).forEach(({ x }, at) => {
      expect(x).toBeGreaterThan((lanes[at]?.x ?? 0) + (lanes[at]?.width ?? 0));
    });
  });

  test("puts a Service's endpoints right below its own chain, and its name above", () => {
    const map = mapOf(services(40));
    const head = blockNamed(map, "KUBE-SVC-H000000000000007");
    expect(blockNamed(map, "KUBE-SEP-AH000000000000007")).toBe(head + 1);
    expect(blockNamed(map, "KUBE-SEP-BH000000000000007")).toBe(head + 2);
    expect([head, head + 1, head + 2].map((block) => map.role[block])).toEqual([
      ROLE.head,
      ROLE.member,
      ROLE.member,
    ]);
    expect(map.titles).toHaveLength(40);
    const names = map.titles.map(({ service }) => map.plan.index.services[service]?.name);
    expect(names.slice(0, 2)).toEqual(["shop/s0:http", "shop/s1:http"]);
  });

  test("draws a chain with more rules higher, and the chain that leads to all Services large", () => {
    const map = mapOf(services(2000));
    const { height, scale } = map.blocks;
    const hub = blockNamed(map, "KUBE-SERVICES");
    expect(map.role[hub]).toBe(ROLE.trunk);
    expect(height[hub] ?? 0).toBeGreaterThan((height[blockNamed(map, "PREROUTING")] ?? 0) * 3);
    expect(scale[hub] ?? 0).toBeGreaterThan(
      (scale[blockNamed(map, "KUBE-SVC-H000000000000007")] ?? 0) * 3,
    );
  });

  test.each([4, 400, 4000])("fills the window it is made for with %i Services", (count) => {
    const map = mapOf(services(count));
    expect(map.widthPx).toBeLessThan(1168 * 1.08);
    if (count > 4) expect(map.widthPx).toBeGreaterThan(1168 * 0.85);
    expect(map.heightPx).toBe(320);
  });

  test("stacks the lanes in a window that is higher than wide", () => {
    const map = mapOf(services(300), 366, 560);
    expect(map.isStacked).toBe(true);
    expect(map.heightPx).toBeLessThan(560 * 1.1);
    map.lanes.slice(1).forEach(({ y }, at) => {
      expect(y).toBeGreaterThanOrEqual((map.lanes[at]?.y ?? 0) + (map.lanes[at]?.height ?? 0));
    });
  });
});

/** Blocks of a column stand one below the other, and columns beside each other or in other bands. */
function expectApart({ blocks, columns }: WholeMap): void {
  for (const { first, count } of columns)
    for (let at = first + 1; at < first + count; at += 1)
      expect(blocks.y[at]).toBeGreaterThan(
        (blocks.y[at - 1] ?? 0) + (blocks.height[at - 1] ?? 0) - 0.01,
      );
  const boxes = columns.map(({ x, width, first, count }) => {
    const last = first + count - 1;
    const bottom = (blocks.y[last] ?? 0) + (blocks.height[last] ?? 0);
    return { x, width, y: blocks.y[first] ?? 0, bottom };
  });
  for (const [at, one] of boxes.entries())
    for (const other of boxes.slice(at + 1)) {
      const isBeside = other.x >= one.x + one.width || one.x >= other.x + other.width;
      expect(isBeside || other.y >= one.bottom || one.y >= other.bottom).toBe(true);
    }
}

test("a point on a block finds it, and a point beside all finds none", () => {
  const map = mapOf(services(200));
  const { x, y, width, height } = map.blocks;
  for (let block = 0; block < map.blocks.count; block += 1) {
    const middle = {
      x: (x[block] ?? 0) + (width[block] ?? 0) / 2,
      y: (y[block] ?? 0) + (height[block] ?? 0) / 2,
    };
    expect(blockAt(map, middle)).toBe(block);
  }
  expect(blockAt(map, { x: -50, y: 10 })).toBeUndefined();
  expect(blockAt(map, { x: 10, y: 5000 })).toBeUndefined();
});

test("arrows go to the neighbours, and stay at the ends", () => {
  const map = mapOf(services(60));
  expect(nextBlock(map, 0, "up")).toBe(0);
  expect(nextBlock(map, 0, "down")).toBe(1);
  expect(nextBlock(map, 0, "left")).toBe(0);
  const right = nextBlock(map, 0, "right");
  expect(map.blocks.x[right] ?? 0).toBeGreaterThan(map.blocks.x[0] ?? 0);
  expect(map.blocks.x[nextBlock(map, right, "left")]).toBe(map.blocks.x[0]);
});

test("bundles say how many jumps there are between groups, and each jump is in one", () => {
  const map = mapOf(services(300));
  const bundles = finished(jumpBundles(map));
  expect(bundles.map(({ jumps }) => jumps)).toEqual([300, 1, 1]);
  expect(bundles[0]?.to).toMatchObject({ chains: 900, services: 300 });
});

test("coarser levels cover the same chains with fewer blocks", () => {
  const map = mapOf(services(8000));
  const tone = new Uint8Array(map.blocks.count);
  const { levels } = mapLevels(map, tone);
  const ends = levels.map(({ blocks, columns }) =>
    columns.map(({ first, count }) => {
      const last = first + count - 1;
      return Math.round((blocks.y[last] ?? 0) + (blocks.height[last] ?? 0));
    }),
  );
  expect(levels.length).toBeGreaterThan(1);
  const counts = levels.map(({ blocks }) => blocks.count);
  expect(counts).toEqual(counts.toSorted((one, other) => other - one));
  expect(counts.at(-1)).toBeLessThanOrEqual(map.blocks.count / 20);
  for (const level of ends) expect(level).toEqual(ends[0]);
});

test("40,000 chains take no more than in proportion to 10,000", () => {
  const timeMs = (count: number) => {
    const text = services(count);
    const index = finished(indexRules(text, parseRuleset(text).ruleset));
    const started = performance.now();
    for (let run = 0; run < 3; run += 1)
      layOutMap(finished(planMap(index)), { widthPx: 1168, heightPx: 320 });
    return performance.now() - started;
  };
  timeMs(1000);
  const ratio = timeMs(13_000) / timeMs(3_250);
  expect(ratio).toBeLessThan(16);
}, 60_000);
