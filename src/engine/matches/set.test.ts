import { expect, test } from "vitest";
import { set } from "./set";
import { fails, itReadsAndPrints, mk, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(set, [
  ["--match-set KUBE-CLUSTER-IP dst,dst", same],
  ["! --match-set S src", same],
  ["--match-set S", fails],
  ["--match-set S sideways", fails],
  [`--match-set ${"S".repeat(32)} src`, fails],
  ["", fails],
]);

test("it asks for the set by its name and ends, and an unknown set stays undecided when inverted", () => {
  const missing = { kind: "ipset", name: "S" } as const;
  const asked: string[] = [];
  const context = contextWith({
    inIpset: (name, ends) => {
      asked.push(`${name} ${ends.join()}`);
      return { missing };
    },
  });
  expect(set.test(mk(set, "! --match-set S dst,src"), packetWith(), context)).toEqual({ missing });
  expect(asked).toEqual(["S dst,src"]);
  const inside = contextWith({ inIpset: () => "yes" });
  expect(set.test(mk(set, "! --match-set S dst"), packetWith(), inside)).toBe("no");
});
