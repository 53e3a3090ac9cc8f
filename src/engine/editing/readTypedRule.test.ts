import { expect, test } from "vitest";
import { parseRuleset } from "../ruleset/parseRuleset";
import { readTypedRule } from "./readTypedRule";

const { ruleset } = parseRuleset(
  "*filter\n:FORWARD DROP [0:0]\n:A - [0:0]\n:B - [0:0]\n-A FORWARD -j A\n-A A -j B\nCOMMIT\n",
);
const FORWARD = { table: "filter", chain: "FORWARD" } as const;

test("a typed rule is taken as iptables-save prints it", () => {
  expect(
    readTypedRule("  -A FORWARD -p tcp --dport 80 -s 10.1.2.3 -j A ", ruleset, FORWARD),
  ).toEqual({ ok: true, text: "-A FORWARD -s 10.1.2.3/32 -p tcp -m tcp --dport 80 -j A" });
  const quoted = '-A FORWARD -m comment --comment "a \\"b\\" c" -j DROP';
  expect(readTypedRule(quoted, ruleset, FORWARD)).toEqual({ ok: true, text: quoted });
});

test.each([
  { typed: '-A FORWARD -m comment --comment "a', why: "not closed" },
  { typed: '-A FORWARD -m comment --comment "a \\"', why: "not closed" },
  { typed: "-A FORWARD -j A\n-A FORWARD -j B", why: "one line" },
  { typed: "-A A -j B", why: "begins with -A FORWARD, not with -A A" },
  { typed: "-I FORWARD -j B", why: "begins with -A FORWARD" },
  { typed: "-A FORWARD -m nothing -j DROP", why: "nothing" },
  { typed: "-A FORWARD -j SNAT --to-source 1.2.3.4", why: "only taken in table nat" },
])("$typed is refused: $why", ({ typed, why }) => {
  expect(readTypedRule(typed, ruleset, FORWARD)).toEqual({
    ok: false,
    why: expect.stringContaining(why),
  });
});

test("a rule that would close a loop, near or far, is refused", () => {
  const back = { ok: false, why: expect.stringContaining("loop") };
  expect(readTypedRule("-A B -j A", ruleset, { table: "filter", chain: "B" })).toEqual(back);
  expect(readTypedRule("-A B -g B", ruleset, { table: "filter", chain: "B" })).toEqual(back);
});
