import { expect, test } from "vitest";
import { decide } from "../net/decision";
import { set } from "./set";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(set, [
  ["--match-set KUBE-CLUSTER-IP dst,dst", same],
  ["! --match-set S src", same],
  ["--match-set S src --return-nomatch ! --update-counters", same],
  [
    "--match-set S src --bytes-gt 5 ! --packets-eq 1",
    prints("--match-set S src ! --packets-eq 1 --bytes-gt 5"),
  ],
  ["--match-set S src --packets-eq 1 --packets-lt 5", fails],
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

test("it asks for exceptions, and for what entries have counted, where its options do", () => {
  const context = contextWith({
    inIpset: (_name, _ends, wants) => decide(wants?.exceptions === true && !wants.counts),
  });
  const ask = (text: string) =>
    set.test(mk(set, `--match-set S src ${text}`), packetWith(), context);
  expect(ask("--return-nomatch")).toBe("yes");
  expect(ask("")).toBe("no");
  expect(ask("--return-nomatch --packets-gt 5")).toBe("no");
});
