import { expect, test } from "vitest";
import { type Finding, findingAt } from "./finding";
import { gatherAlike } from "./gatherAlike";

function found(chain: string, why = "It is empty."): Finding {
  const place = { table: "nat", chain, ruleNumber: undefined, line: 0, hook: undefined } as const;
  return findingAt(
    "unreached-chain",
    { ...place, way: [] },
    { level: "note", title: `No packet comes to ${chain}`, why, whatToDo: "Delete it." },
  );
}

function many(count: number, why?: (at: number) => string): readonly Finding[] {
  return Array.from({ length: count }, (_, at) => found(`chain-${at}`, why?.(at)));
}

test("a hundred alike are told one by one", () => {
  const findings = many(100);
  expect(gatherAlike(findings)).toEqual(findings);
});

test("more are told as one, with how many they are and the next few named", () => {
  const [finding, ...others] = gatherAlike(many(1235));
  expect(others).toEqual([]);
  expect(finding?.title).toBe("No packet comes to chain-0; and 1,234 more like it");
  expect(finding?.alike?.others).toBe(1234);
  expect(finding?.alike?.named.map(({ chain }) => chain)).toEqual([
    "chain-1",
    "chain-2",
    "chain-3",
    "chain-4",
    "chain-5",
  ]);
});

test("what differs only in its figures is alike", () => {
  const shares = many(
    101,
    (at) => `The endpoints get ${at}.0 %, 1.2 % of what reaches 10.0.0.${at}.`,
  );
  expect(gatherAlike(shares)).toHaveLength(1);
});

test("what matters for another reason keeps its place between those that are alike", () => {
  const odd = found("odd", "Its rules have no effect.");
  const [first, second, ...others] = gatherAlike([...many(60), odd, ...many(60)]);
  expect(first?.alike?.others).toBe(119);
  expect(second).toBe(odd);
  expect(others).toEqual([]);
});
