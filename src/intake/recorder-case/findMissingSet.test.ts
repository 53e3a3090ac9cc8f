import { expect, test } from "vitest";
import { findMissingSet } from "./findMissingSet";

const IPSETS = ["create hosts hash:ip", "add hosts 10.0.0.1"];

test.each([
  ["-A INPUT -m set --match-set hosts src -j ACCEPT", undefined],
  ["-A INPUT -m set ! --match-set nobody src -j ACCEPT", 1],
  ["-A INPUT -j SET --add-set nobody src", 1],
  ["-A INPUT -m set --match-set hosts src -m set --match-set nobody dst", 1],
  ["-A INPUT -j ACCEPT", undefined],
])("%j names a missing set: line %s", (rule, line) => {
  expect(findMissingSet([rule], IPSETS)?.line).toBe(line);
});

test("the sentence names the set", () => {
  expect(findMissingSet(["*filter", "-A INPUT -m set --match-set x src"], [])).toEqual({
    line: 2,
    why: "there is no ipset x that this rule could ask",
  });
});
