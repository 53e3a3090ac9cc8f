import fc from "fast-check";
import { expect, test } from "vitest";
import { type Chain, parseRuleset, type Ruleset } from "@/engine";
import { NODE_PORT_RULES, SEP_B } from "../testing/nodePortRules";
import { sendThrough } from "../testing/sendThrough";
import { buildChainGraph } from "./buildChainGraph";
import type { ChainBox, ChainGraph } from "./chainGraph";

const NODE_PORT = { to: "192.168.1.10", port: 30080 };

/** A walk that chance sends to the pod on node-b. */
function nodePortWalk() {
  for (let seed = 1; seed < 50; seed++) {
    const walk = sendThrough(NODE_PORT_RULES, { ...NODE_PORT, seed });
    if (walk.stopOf(SEP_B, 2) >= 0) return walk;
  }
  throw new Error("no seed reaches pod-b");
}

const boxOf = ({ boxes }: ChainGraph, chain: string) => {
  const box = boxes.find((candidate) => candidate.chain === chain);
  if (box === undefined) throw new Error(`no box for ${chain}`);
  return box;
};

test("hooks stand from left to right as the packet meets them, with the routing decision between", () => {
  const { lanes } = nodePortWalk().graphAt(1);
  expect(lanes.map(({ hook }) => hook)).toEqual([
    "PREROUTING",
    "routing",
    "FORWARD",
    "POSTROUTING",
  ]);
  for (const [index, lane] of lanes.slice(1).entries()) {
    const before = lanes[index];
    expect(lane.xPx).toBeGreaterThan((before?.xPx ?? 0) + (before?.widthPx ?? 0));
  }
});

test("the call path is drawn, and beside what chance drew what it could have drawn", () => {
  const graph = nodePortWalk().graphAt(1);
  const nat = graph.boxes.filter(({ hook }) => hook === "PREROUTING").map(({ chain }) => chain);
  expect(nat).toEqual([
    "PREROUTING",
    "KUBE-SERVICES",
    "KUBE-NODEPORTS",
    "KUBE-EXT-CDGGSHYLG3RE2FKL",
    "KUBE-MARK-MASQ",
    "KUBE-SVC-CDGGSHYLG3RE2FKL",
    "KUBE-SEP-7U6MWNJWR3SADOJA",
    SEP_B,
  ]);
  expect(boxOf(graph, "KUBE-SEP-7U6MWNJWR3SADOJA").isVisited).toBe(false);
  expect(boxOf(graph, SEP_B)).toMatchObject({ isVisited: true, side: "pod on node-b" });
  expect(boxOf(graph, "KUBE-SVC-CDGGSHYLG3RE2FKL").note.join(" ")).toBe(
    "Service default/web:http, 2 endpoints.",
  );
});

test("a row says what the rule asks for and does, comments left out", () => {
  const graph = nodePortWalk().graphAt(1);
  expect(boxOf(graph, "PREROUTING").rows[0]).toMatchObject({ matchText: "every packet" });
  expect(boxOf(graph, SEP_B).rows[1]).toMatchObject({
    parts: ["-p tcp"],
    badge: { text: "DNAT 10.244.1.5:8080", kind: "dnat" },
    heightPx: 48,
    rewrites: true,
  });
  expect(boxOf(graph, "KUBE-SERVICES").rows[0]).toMatchObject({
    parts: ["-d 10.96.20.1/32", "-p tcp", "--dport 80"],
    partsShown: 1,
  });
});

test("a row that marks the packet opens a second line as one that rewrites an address does", () => {
  const graph = nodePortWalk().graphAt(1);
  expect(boxOf(graph, "KUBE-MARK-MASQ").rows[0]).toMatchObject({ heightPx: 48, rewrites: true });
  const idle = boxOf(graph, "KUBE-SEP-7U6MWNJWR3SADOJA").rows;
  expect(idle.map((row) => row.kind === "rule" && row.rewrites)).toEqual([false, false]);
});

test("the interface that the packet came in by stands before the first hook's name", () => {
  const { lanes, signs } = nodePortWalk().graphAt(1);
  const [entry] = signs;
  expect(entry).toMatchObject({ kind: "wire-in", text: ["eth0"] });
  expect(lanes[0]?.titleXPx).toBeGreaterThan((entry?.x ?? 0) + 12);
  expect(lanes[1]?.titleXPx).toBe(lanes[1]?.xPx);
});

test("nat is shown as not visited when the connection is known", () => {
  const { timeline, graphAt } = nodePortWalk();
  const reply = timeline.stops.find(({ turn, at }) => turn === 1 && at === "node-a");
  const graph = graphAt(reply?.index ?? 0);
  expect(boxOf(graph, "PREROUTING")).toMatchObject({ side: "1 rule, not visited", rows: [] });
});

test("without a packet the base chains of all hooks are shown with their policies", () => {
  const graph = buildChainGraph({
    node: "a",
    ruleset: parseRuleset(NODE_PORT_RULES).ruleset,
    visit: undefined,
    opened: new Set(),
  });
  expect(graph.boxes.map(({ chain, side }) => `${chain} ${side}`)).toEqual([
    "PREROUTING policy ACCEPT",
    "INPUT filter, policy ACCEPT",
    "INPUT nat, policy ACCEPT",
    "FORWARD policy ACCEPT",
    "OUTPUT policy ACCEPT",
    "OUTPUT policy ACCEPT",
    "POSTROUTING policy ACCEPT",
  ]);
});

test("an opened row shows the chain it jumps to", () => {
  const walk = nodePortWalk();
  const closed = walk.graphAt(1, []);
  const row = boxOf(closed, "KUBE-SEP-7U6MWNJWR3SADOJA").rows[0];
  expect(row).toMatchObject({
    jumpsTo: "KUBE-MARK-MASQ",
    hasPort: false,
    jumpLabel: "KUBE-MARK-MASQ",
  });
  const rules =
    "*filter\n:FORWARD ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n-A FORWARD -s 1.2.3.4/32 -j A\n-A A -s 9.9.9.9/32 -j B\nCOMMIT\n";
  const other = sendThrough(rules, { to: "10.244.0.5" });
  const names = (opened: readonly string[]) =>
    other.graphAt(1, opened).boxes.map(({ chain }) => chain);
  expect(names([])).toEqual(["FORWARD"]);
  expect(names(["FORWARD/filter/FORWARD:1"])).toEqual(["FORWARD", "A"]);
  expect(names(["FORWARD/filter/FORWARD:1", "FORWARD/filter/A:1"])).toEqual(["FORWARD", "A", "B"]);
});

test("a row of a long chain that is opened from elsewhere is shown, with the chain it jumps to", () => {
  const lines = Array.from({ length: 40 }, (_, at) => `-A FORWARD -s 1.2.3.${at}/32 -j A${at}`);
  const chains = Array.from({ length: 40 }, (_, at) => `:A${at} - [0:0]`);
  const rules = ["*filter", ":FORWARD ACCEPT [0:0]", ...chains, ...lines, "COMMIT", ""].join("\n");
  const walk = sendThrough(rules, { to: "10.244.0.5" });
  const names = (opened: readonly string[]) =>
    walk.graphAt(1, opened).boxes.map(({ chain }) => chain);
  expect(names([])).not.toContain("A20");
  expect(names(["FORWARD/filter/FORWARD:21"])).toContain("A20");
});

test("many endpoints that were not drawn are one box, which opens", () => {
  const walk = sendThrough(manyEndpoints(10), { to: "10.96.0.9" });
  const group = (graph: ChainGraph) => graph.boxes.find(({ stands }) => stands !== undefined);
  expect(group(walk.graphAt(1))).toMatchObject({
    chain: "KUBE-SEP-",
    stands: 9,
    side: "9 chains",
  });
  const opened = walk.graphAt(1, [group(walk.graphAt(1))?.id ?? ""]);
  expect(group(opened)).toBeUndefined();
  expect(opened.boxes.filter(({ chain }) => chain.startsWith("KUBE-SEP-"))).toHaveLength(10);
});

test("of a chain of 20,000 rules only the rows that are shown are read", () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, index) => `-A BIG -s 1.${index >> 8}.${index & 255}.9/32 -j DROP`,
  );
  const text = [
    "*filter",
    ":FORWARD ACCEPT [0:0]",
    ":BIG - [0:0]",
    "-A FORWARD -j BIG",
    ...lines,
    "COMMIT",
    "",
  ];
  const { timeline, ruleset } = sendThrough(text.join("\n"), { to: "10.244.0.5" });
  const { counted, reads } = countReads(ruleset);
  const visit = {
    node: "node-a",
    firstStop: 1,
    lastStop: timeline.stops.length - 1,
    hops: timeline.stops.flatMap(({ hop }) => hop ?? []),
    leaves: undefined,
    outcome: undefined,
  };
  const graph = buildChainGraph({ node: "node-a", ruleset: counted, visit, opened: new Set() });
  expect(boxOf(graph, "BIG").rows.map(({ kind }) => kind)).toEqual(["gap", "end"]);
  // INPUT and OUTPUT are not on the packet's way.
  expect(graph.hidden).toEqual({ chains: 2, rules: 20_000 });
  expect(reads.count).toBeLessThan(20);
});

function manyEndpoints(count: number): string {
  const chains = Array.from({ length: count }, (_, index) => `KUBE-SEP-${index}`);
  const rules = chains.map((chain, index) => {
    const left = count - index;
    const chance =
      left === 1 ? "" : `-m statistic --mode random --probability ${(1 / left).toFixed(11)} `;
    return `-A KUBE-SVC-X ${chance}-j ${chain}`;
  });
  const dnat = chains.map(
    (chain, index) => `-A ${chain} -p tcp -j DNAT --to-destination 10.244.0.${index + 1}:80`,
  );
  return [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":KUBE-SVC-X - [0:0]",
    ...chains.map((chain) => `:${chain} - [0:0]`),
    "-A PREROUTING -j KUBE-SVC-X",
    ...rules,
    ...dnat,
    "COMMIT",
    "",
  ].join("\n");
}

/** The same ruleset, counting how often a rule is asked for. */
function countReads(ruleset: Ruleset): { counted: Ruleset; reads: { count: number } } {
  const reads = { count: 0 };
  const chainOf = (chain: Chain): Chain => ({
    name: chain.name,
    hook: chain.hook,
    policy: chain.policy,
    counters: chain.counters,
    length: chain.length,
    line: chain.line,
    isDeclared: chain.isDeclared,
    rule(number) {
      reads.count++;
      return chain.rule(number);
    },
  });
  const tables = ruleset.tables.map((table) => ({
    name: table.name,
    chains: table.chains.map(chainOf),
    size: table.size,
    filledChains: () => [...table.filledChains()].map(chainOf),
    chain: (name: string) => {
      const chain = table.chain(name);
      return chain && chainOf(chain);
    },
  }));
  return {
    counted: { ...ruleset, tables, table: (name) => tables.find((table) => table.name === name) },
    reads,
  };
}

/** Up to eight chains that call later ones, by chance or address, so that many shapes of walk come about. */
const anyRules = fc
  .array(fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.boolean()), { maxLength: 6 }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((chains) => {
    const name = (index: number) => (index === 0 ? "FORWARD" : `CHAIN-${index}`);
    const declared = chains.map(
      (_, index) => `:${name(index)} ${index === 0 ? "ACCEPT" : "-"} [0:0]`,
    );
    const rules = chains.flatMap((calls, index) =>
      calls.map(([step, isChance]) => {
        const target = index + step < chains.length ? name(index + step) : "RETURN";
        const match = isChance ? "-m statistic --mode random --probability 0.5" : "-p tcp";
        return `-A ${name(index)} ${match} -j ${target}`;
      }),
    );
    return ["*filter", ...declared, ...rules, "COMMIT", ""].join("\n");
  });

const overlaps = (one: ChainBox, other: ChainBox) =>
  one.x < other.x + other.widthPx &&
  other.x < one.x + one.widthPx &&
  one.y < other.y + other.heightPx + 11 &&
  other.y < one.y + one.heightPx + 11;

test("boxes keep 12 px between them, names fit, and arrows run from a row's port to a header at right angles", () => {
  fc.assert(
    fc.property(anyRules, fc.nat(1000), (rules, seed) => {
      const { graphAt } = sendThrough(rules, { to: "10.244.0.5", seed });
      const graph = graphAt(1);
      for (const [index, box] of graph.boxes.entries()) {
        expect(box.widthPx).toBeGreaterThanOrEqual(box.chain.length * 7.2 + 24);
        expect(graph.boxes.slice(index + 1).filter((other) => overlaps(box, other))).toEqual([]);
        expect(box.x + box.widthPx).toBeLessThanOrEqual(graph.widthPx);
        expect(box.y + box.heightPx).toBeLessThanOrEqual(graph.heightPx);
      }
      for (const arrow of graph.arrows) expectArrow(graph, arrow);
    }),
    { numRuns: 60 },
  );
});

function expectArrow(
  { boxes }: ChainGraph,
  { kind, fromBox, fromRow, toBox, points }: ChainGraph["arrows"][number],
): void {
  for (const [index, point] of points.slice(1).entries()) {
    const before = points[index] ?? point;
    expect(before.x === point.x || before.y === point.y).toBe(true);
  }
  if (kind === "flow") return;
  const from = boxes.find(({ id }) => id === fromBox);
  const to = boxes.find(({ id }) => id === toBox);
  const row = from?.rows.find(({ id }) => id === fromRow);
  expect(row).toMatchObject({ hasPort: true });
  expect(points[0]).toEqual({
    x: (from?.x ?? 0) + (from?.widthPx ?? 0),
    y: (from?.y ?? 0) + (row?.yPx ?? 0) + 12,
  });
  const end = points.at(-1) ?? { x: 0, y: 0 };
  expect(end.y).toBeGreaterThanOrEqual(to?.y ?? 0);
  expect(end.y).toBeLessThanOrEqual((to?.y ?? 0) + 32);
}

test("a jump to a chain that the text does not have names that chain, with the sign of the undecided", () => {
  const fragment =
    "*nat\n:KUBE-SVC-X - [0:0]\n-A PREROUTING -j KUBE-SVC-X\n-A KUBE-SVC-X -j KUBE-SEP-Y\n";
  const { graphAt, timeline } = sendThrough(fragment, NODE_PORT);
  const graph = graphAt((timeline?.stops.length ?? 1) - 1);
  expect(boxOf(graph, "KUBE-SVC-X").rows[0]).toMatchObject({
    badge: { text: "KUBE-SEP-Y", kind: "undecided" },
    jumpsTo: undefined,
    jumpLabel: undefined,
  });
});
