import fc from "fast-check";
import { expect, test } from "vitest";
import { lineAt, textLines } from "@/scene/rules-index/textLines";
import { findLines, lineOfChain, lineOfRule, ruleAtLine } from "./ruleLines";

const SAVE = `*nat
:PREROUTING ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
-A PREROUTING -j KUBE-SERVICES
-A KUBE-SERVICES -d 10.96.0.1/32 -j KUBE-SVC-A
-A KUBE-SERVICES -d 10.96.0.10/32 -j KUBE-SVC-B
COMMIT
*filter
:FORWARD ACCEPT [0:0]
[3:180] -A FORWARD -j KUBE-SERVICES
-A KUBE-SERVICES-2 -j ACCEPT
-A KUBE-SERVICES -j DROP
COMMIT
`;
const LINES = textLines(SAVE);

test("a text gives back its lines, whatever they hold", () => {
  const line = fc.string().map((text) => text.replaceAll("\n", ""));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (all) => {
      const lines = textLines(all.map((one) => `${one}\n`).join(""));
      expect(Array.from({ length: lines.count }, (_, index) => lineAt(lines, index))).toEqual(all);
    }),
  );
});

test("the last line needs no newline", () => {
  const lines = textLines("one\ntwo");
  expect([lines.count, lineAt(lines, 1)]).toEqual([2, "two"]);
});

test("a rule is found by its table, chain and number", () => {
  expect(lineOfRule(LINES, { table: "nat", chain: "KUBE-SERVICES", ruleNumber: 2 })).toBe(5);
  expect(lineOfRule(LINES, { table: "filter", chain: "KUBE-SERVICES", ruleNumber: 1 })).toBe(11);
});

test("counters before a rule do not hide it", () => {
  expect(lineOfRule(LINES, { table: "filter", chain: "FORWARD", ruleNumber: 1 })).toBe(9);
});

test("a rule that is not there has no line", () => {
  expect(
    lineOfRule(LINES, { table: "nat", chain: "KUBE-SERVICES", ruleNumber: 3 }),
  ).toBeUndefined();
});

test("a chain is found where it is declared, else at its first rule", () => {
  expect(lineOfChain(LINES, { table: "nat", chain: "KUBE-SERVICES" })).toBe(2);
  expect(lineOfChain(LINES, { table: "filter", chain: "KUBE-SERVICES" })).toBe(11);
  expect(lineOfChain(LINES, { table: "filter", chain: "PREROUTING" })).toBeUndefined();
});

test("a line gives the rule that stands on it", () => {
  expect(ruleAtLine(LINES, 5)).toEqual({ table: "nat", chain: "KUBE-SERVICES", ruleNumber: 2 });
  expect(ruleAtLine(LINES, 1)).toBeUndefined();
});

test("search finds every line once, whatever the case", () => {
  expect(findLines(LINES, "kube-svc")).toEqual([4, 5]);
  expect(findLines(LINES, "KUBE-SERVICES")).toEqual([2, 3, 4, 5, 9, 10, 11]);
  expect(findLines(LINES, "")).toEqual([]);
});

test("search, the last line and the first are found", () => {
  expect(findLines(textLines("a\nb\na"), "a")).toEqual([0, 2]);
});
