import { expect, test } from "vitest";
import { findIn, shortFindings } from "../testing/findIn";
import { missingChain } from "./missingChain";

test.each([
  { rules: ["FORWARD -j A", "FORWARD -p tcp -j A"], found: ["warning filter FORWARD 1"] },
  { rules: ["FORWARD -g A"], found: ["warning filter FORWARD 1"] },
  { rules: [":A", "FORWARD -j A"], found: [] },
  { rules: ["FORWARD -j ACCEPT"], found: [] },
])("$rules: $found", ({ rules, found }) => {
  expect(shortFindings(missingChain, { filter: rules })).toEqual(found);
});

test("a chain of another table is none of this table", () => {
  const tables = { filter: ["FORWARD -j A"], nat: [":A"] };
  expect(shortFindings(missingChain, tables)).toEqual(["warning filter FORWARD 1"]);
});

test("of a part of a dump it is only a note, for the chain may have been cut off", () => {
  expect(shortFindings(missingChain, "-A FORWARD -i eth0 -j A\n-A FORWARD -j ACCEPT")).toEqual([
    "note filter FORWARD 1",
  ]);
});

test("jumps to one missing chain are told together", () => {
  const [finding] = findIn(missingChain, { filter: ["FORWARD -j A", "INPUT -j A", "INPUT -j A"] });
  expect(finding?.title).toContain("as do 2 more rules");
});
