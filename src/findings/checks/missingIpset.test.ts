import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { missingIpset } from "./missingIpset";

const filter = [
  "FORWARD -m set --match-set good src -j ACCEPT",
  "FORWARD -m set --match-set bad src -j DROP",
  "INPUT -m set ! --match-set bad src -j ACCEPT",
];

test("a set that is asked and not there is told once", () => {
  expect(shortFindings(missingIpset, { filter }, { ipsets: ["good"] })).toEqual([
    "warning filter INPUT 1",
  ]);
});

test("where the sets are there, or not known, nothing is said", () => {
  expect(shortFindings(missingIpset, { filter }, { ipsets: ["good", "bad"] })).toEqual([]);
  expect(shortFindings(missingIpset, { filter })).toEqual([]);
});
