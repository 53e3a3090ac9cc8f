import { expect, test } from "vitest";
import { parseRuleset } from "@/engine";
import { indexRules } from "../rules-index/indexRules";
import { buildFoundGraph, type FoundGraph } from "./buildFoundGraph";
import type { FoundPlace } from "./surroundingChains";

function found(rules: readonly string[], place: FoundPlace): FoundGraph | undefined {
  const names = new Set(rules.flatMap((rule) => rule.match(/\b[A-Z]+-[\w-]+/g) ?? []));
  const text = [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ...[...names].map((name) => `:${name} - [0:0]`),
    ...rules,
    "COMMIT",
    "",
  ].join("\n");
  const { ruleset } = parseRuleset(text);
  const steps = indexRules(text, ruleset);
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    const ownerOf = () => undefined;
    const opened = new Set<string>();
    return buildFoundGraph({
      node: "n",
      ruleset,
      index: step.value,
      found: place,
      opened,
      ownerOf,
    });
  }
}

const CHAIN: FoundPlace = { table: "nat", chain: "K-SVC", ruleNumber: 0 };

function namesIn(graph: FoundGraph | undefined): readonly string[] {
  return graph?.graph.boxes.map(({ chain }) => chain).sort() ?? [];
}

test("a found chain is drawn with the way to it and what it leads to", () => {
  const shown = found(
    [
      "-A PREROUTING -j K-SERVICES",
      "-A K-SERVICES -d 10.0.0.1 -j K-SVC",
      "-A K-SERVICES -d 10.0.0.2 -j K-OTHER",
      "-A K-SVC -j K-SEP",
      "-A K-SEP -j K-MASQ",
      "-A K-MASQ -j K-TOO-FAR",
      "-A K-TOO-FAR -j ACCEPT",
    ],
    CHAIN,
  );
  expect(namesIn(shown)).toEqual(["K-MASQ", "K-SEP", "K-SERVICES", "K-SVC", "PREROUTING"]);
  expect(shown?.callers).toBe(1);
  expect(shown?.graph.boxes.find(({ id }) => id === shown.boxId)?.chain).toBe("K-SVC");
  const jumps = shown?.graph.arrows.map(({ fromBox, toBox }) => `${fromBox}>${toBox}`);
  expect(jumps).toContain("PREROUTING/nat/K-SERVICES>PREROUTING/nat/K-SVC");
});

test("a chain that hundreds lead to, and that leads to hundreds, is drawn with a few of them", () => {
  const many = Array.from({ length: 300 }, (_, at) => at);
  const shown = found(
    [
      ...many.map((at) => `-A K-CALLER-${at} -j K-SVC`),
      ...many.map((at) => `-A K-SVC -s 10.0.${at % 200}.1 -j K-SEP-${at}`),
    ],
    { ...CHAIN, ruleNumber: 150 },
  );
  expect(shown?.callers).toBe(300);
  expect(namesIn(shown).length).toBeLessThan(20);
  expect(namesIn(shown)).toContain("K-SEP-149");
});

test("chains that lead to each other come to an end", () => {
  const shown = found(["-A K-SVC -j K-SEP", "-A K-SEP -j K-SVC", "-A K-SVC -j K-SVC"], CHAIN);
  expect(namesIn(shown)).toEqual(["K-SEP", "K-SVC"]);
});

test("a chain that the rules do not have is not drawn", () => {
  expect(found(["-A PREROUTING -j K-SVC"], { ...CHAIN, chain: "K-NONE" })).toBeUndefined();
});
