import { expect, test } from "vitest";
import { parseRuleset } from "../ruleset/parseRuleset";
import type { Table } from "../ruleset/ruleset";
import { rulesetOfChains } from "../ruleset/rulesetOfChains";
import { editedRuleset } from "./editedRuleset";

const TEXT = `*filter
:INPUT ACCEPT [0:0]
:EMPTY - [0:0]
:WEB - [0:0]
-A INPUT -p tcp -j WEB
-A WEB -s 10.0.0.0/8 -j ACCEPT
-A WEB -j DROP
COMMIT
`;

const { ruleset } = parseRuleset(TEXT);

function counted({ chains }: Table) {
  return {
    size: { chains: chains.length, rules: chains.reduce((sum, { length }) => sum + length, 0) },
    filled: chains.filter(({ length }) => length > 0).map(({ name }) => name),
  };
}

function told(table: Table) {
  return { size: table.size, filled: [...table.filledChains()].map(({ name }) => name) };
}

const MADE = rulesetOfChains("IPv4", [
  {
    name: "filter",
    chains: [
      { name: "INPUT", lines: "-A INPUT -j WEB\n" },
      { name: "EMPTY", lines: "" },
      { name: "WEB", lines: "-A WEB -j ACCEPT\n-A WEB -j DROP\n" },
    ],
  },
]);

const EDITED = editedRuleset(ruleset, [
  { kind: "rule", table: "filter", chain: "WEB", rule: 1, isDisabled: true },
  { kind: "rule", table: "filter", chain: "EMPTY", rule: -1, text: "-A EMPTY -j DROP", behind: 0 },
]);

test.each([
  ["read from a text", ruleset, { chains: 5, rules: 3 }],
  ["made chain by chain", MADE, { chains: 3, rules: 3 }],
  ["edited", EDITED, { chains: 5, rules: 3 }],
])(
  "a table %s tells its size and its chains with rules as if they were counted",
  (_, { table }, size) => {
    const filter = table("filter");
    if (filter === undefined) throw new Error("no table");
    expect(told(filter).size).toEqual(size);
    expect(told(filter).size).toEqual(counted(filter).size);
    expect(told(filter).filled.toSorted()).toEqual(counted(filter).filled.toSorted());
  },
);
