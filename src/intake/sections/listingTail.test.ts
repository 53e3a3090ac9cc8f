import { expect, test } from "vitest";
import { readRules } from "../rules/readRules";
import { splitSections } from "./splitSections";

const HEAD = `Chain INPUT (policy ACCEPT)
target     prot opt source               destination
`;

/** The rules of a listing as iptables-save prints them, without what it does not show. */
function rulesOf(rows: string): readonly string[] {
  const text = HEAD + rows;
  const { rulesets, passedOver, unknown } = readRules(text, splitSections(text));
  expect({ passedOver, unknown }).toEqual({ passedOver: [], unknown: [] });
  const rules = rulesets.flatMap(({ text: read }) => read.match(/^.*-A .*/gm) ?? []);
  return rules.map((rule) => rule.replace(' -m hidden --part "interfaces not shown"', ""));
}

const WHOLE =
  "ACCEPT     tcp  --  10.0.0.0/8           192.168.0.0/16       /* a b */ tcp dpt:22 state NEW";
const NEXT = "DROP       all  --  0.0.0.0/0            0.0.0.0/0";

test("a row that is broken before any of its words is the same rule, and those behind it stay its chain's", () => {
  const whole = rulesOf(`${WHOLE}\n${NEXT}\n`);
  expect(whole).toHaveLength(2);
  for (const at of ["10.0", "192", "/*", "b */", "tcp dpt", "dpt", "state"].map((word) =>
    WHOLE.indexOf(word),
  )) {
    const broken = `${WHOLE.slice(0, at).trimEnd()}\n${WHOLE.slice(at)}`;
    expect({ broken, rules: rulesOf(`${broken}\n${NEXT}\n`) }).toEqual({ broken, rules: whole });
  }
});

test("a row that is broken twice is one rule", () => {
  expect(
    rulesOf(
      "REJECT     udp  --  0.0.0.0/0            0.0.0.0/0\n/* no\ndns */ udp dpt:53 reject-with\nicmp-port-unreachable\n",
    ),
  ).toEqual([
    '-A INPUT -p udp -m comment --comment "no dns" -m udp --dport 53 -j REJECT --reject-with icmp-port-unreachable',
  ]);
});

test("words behind a listing are no part of its last row", () => {
  const text = `${HEAD}${NEXT}\nAs you can see, everything is dropped.\n`;
  const { rulesets, passedOver } = readRules(text, splitSections(text));
  expect(rulesets[0]?.text).not.toContain("not understood");
  expect(passedOver.map(({ line }) => line)).toEqual([4]);
});

test.each([
  ["a comment that was never closed", "ACCEPT all  --  0.0.0.0/0  0.0.0.0/0  /* no end"],
  ["a word that wants another", "REJECT all  --  0.0.0.0/0  0.0.0.0/0  reject-with"],
  ["its destination missing", "DROP tcp  --  0.0.0.0/0"],
])("a save that stands behind a row with %s is read for itself", (_, row) => {
  const text = `${HEAD}${row}\n*filter\n:FORWARD DROP [0:0]\n-A FORWARD -p udp -j ACCEPT\nCOMMIT\n`;
  const { rulesets } = readRules(text, splitSections(text));
  const read = rulesets.map((each) => each.text).join("\n");
  expect(read).toContain(":FORWARD DROP [0:0]");
  expect(read).toMatch(/^-A FORWARD -p udp -j ACCEPT$/m);
});
