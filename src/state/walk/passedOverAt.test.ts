import { expect, test } from "vitest";
import { nodePort } from "@/scenarios/nodePort";
import { plainText } from "@/scene/narration/sentence";
import { passedOverAt, passedOverRuleAt } from "./passedOverAt";
import { walkOf } from "./walkOf";

const walk = walkOf(nodePort.document, 0);

const stopOf = (chain: string, ruleNumber: number) =>
  walk.timeline?.stops.find(
    ({ hop }) => hop?.kind === "rule" && hop.chain === chain && hop.ruleNumber === ruleNumber,
  )?.index ?? -1;

test("for every hop of a walk, every rule passed over names the one part that failed", () => {
  let rules = 0;
  for (const stop of walk.timeline?.stops ?? []) {
    const passed = passedOverAt(walk, stop.index);
    if (passed === undefined) continue;
    for (let number = passed.from; number < passed.from + passed.count; number += 1) {
      const { sign, part, why } = passedOverRuleAt(walk, stop.index, number);
      expect(sign).not.toBe("undecided");
      expect(part).toMatch(/^(! )?-/);
      expect(plainText(why)).toMatch(/ is | not |drew /);
      rules += 1;
    }
  }
  expect(rules).toBeGreaterThan(10);
});

test("the values are the packet's and the rule's own", () => {
  const stop = stopOf("KUBE-SERVICES", 2);
  expect(passedOverAt(walk, stop)).toMatchObject({ from: 1, count: 1 });
  expect(plainText(passedOverRuleAt(walk, stop, 1).why)).toBe(
    "destination 192.168.1.10 is not 10.96.20.1/32",
  );
});

test("a lost draw has a sign of its own", () => {
  const stop = stopOf("KUBE-SVC-CDGGSHYLG3RE2FKL", 3);
  expect(passedOverRuleAt(walk, stop, 1).sign).toBe("differs");
  const lost = passedOverRuleAt(walk, stop, 2);
  expect([lost.sign, plainText(lost.why)]).toEqual([
    "lost draw",
    expect.stringMatching(/^drew 0\.\d{3}, needed below 0\.333$/),
  ]);
});

test("where nothing was passed over there is nothing to explain", () => {
  expect(passedOverAt(walk, 0)).toBeUndefined();
  expect(passedOverAt(walk, stopOf("KUBE-NODEPORTS", 1))).toBeUndefined();
});
