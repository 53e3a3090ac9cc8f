import { expect, test } from "vitest";
import { findIn, shortFindings } from "../testing/findIn";
import { unsupportedRevision } from "./unsupportedRevision";

const RULE = "OUTPUT -p tcp -j DNAT [unsupported revision]";

test("rules that iptables could not print are told together", () => {
  const nat = ["OUTPUT -p udp -j RETURN", RULE, RULE];
  expect(shortFindings(unsupportedRevision, { nat })).toEqual(["warning nat OUTPUT 2"]);
  expect(findIn(unsupportedRevision, { nat })[0]?.title).toContain("and 1 more");
});

test("the words in a comment say nothing", () => {
  const nat = ['OUTPUT -m comment --comment "[unsupported revision]" -j RETURN'];
  expect(shortFindings(unsupportedRevision, { nat })).toEqual([]);
});
