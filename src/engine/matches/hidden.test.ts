import { expect, test } from "vitest";
import { parseRuleset } from "../ruleset/parseRuleset";
import { printRuleset } from "../ruleset/printRuleset";
import { hidden } from "./hidden";

const TEXT = `*filter
:INPUT ACCEPT [0:0]
-A INPUT -p tcp -m hidden --part "interfaces not shown" -j DROP
COMMIT
`;

test("what a text does not show is read, and printed as it was", () => {
  const { ruleset, unknown } = parseRuleset(TEXT);
  expect(unknown).toEqual([]);
  expect(printRuleset(ruleset)).toContain(TEXT.split("\n")[2]);
  expect(ruleset.table("filter")?.chain("INPUT")?.rule(1).matches).toEqual([
    { match: "hidden", part: "interfaces not shown" },
  ]);
});

test("without saying what is hidden it is refused", () => {
  expect(hidden.parse([], undefined)).toMatchObject({ ok: false });
});
