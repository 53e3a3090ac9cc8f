import { expect, test } from "vitest";
import { readRules } from "../rules/readRules";
import { splitSections } from "./splitSections";

/** The rules of a paste, and the lines that are told as passed over. */
function read(...lines: readonly string[]) {
  const text = lines.join("\n");
  const { rulesets, passedOver } = readRules(text, splitSections(text));
  const rules = rulesets.flatMap(({ ruleset }) =>
    ruleset.tables.flatMap(({ chains }) =>
      chains.flatMap((chain) =>
        Array.from({ length: chain.length }, (_, at) => chain.rule(at + 1).text),
      ),
    ),
  );
  return { rules, passedOver: passedOver.map(({ line }) => line) };
}

test.each([
  ["behind a shebang", ["#!/bin/sh", "#iptables -A INPUT -j DROP"], [1, 2]],
  ["behind a shebang and a blank", ["#!/bin/sh", "# iptables -A INPUT -j DROP"], [1, 2]],
  [
    "between commands",
    ["iptables -N A", "  # sudo iptables -A A -j DROP", "iptables -A A", "## iptables -A A"],
    [2, 4],
  ],
  ["behind another prompt", ["root@n:~# #iptables -A INPUT -j DROP", "$ # iptables -F"], [1, 2]],
  [
    "at the end of a command",
    ["iptables -A A # iptables -A B", "sleep 5 # iptables -A B", "$IPT -N C # iptables -A B"],
    [2],
  ],
  [
    "with other commands elsewhere in the text",
    ["iptables -A A", "", "some words", "", "# iptables -A A -j DROP"],
    [3, 5],
  ],
])("a command that is commented out %s is not carried out, which is told", (_, lines, told) => {
  const { rules, passedOver } = read(...lines);
  expect(rules).toEqual(lines.join().includes("-A A") ? ["-A A"] : []);
  expect(passedOver).toEqual(told);
});

test("where every command of a text stands behind # and a blank, it is root's prompt", () => {
  expect(
    read(
      "# iptables -A INPUT -s 10.0.0.1 \\",
      "    -j ACCEPT",
      "# /sbin/iptables -X A",
      "iptables: No chain/target/match by that name.",
      "# iptables -A INPUT -j DROP",
    ).rules,
  ).toEqual(["-A INPUT -s 10.0.0.1 -j ACCEPT", "-A INPUT -j DROP"]);
});

test.each([
  "root@node-a:~# ",
  "[root@node-a ~]# ",
  "node-a:~ # ",
  "/ # ",
  "livecd ~ # ",
  "[root@a /etc] # ",
  "a.b$ ",
  "sh-4.2$ ",
  "user@a:/var/log$ sudo ",
])("the prompt %j is none of the command", (prompt) => {
  expect(read(`${prompt}iptables -A INPUT -j DROP`).rules).toEqual(["-A INPUT -j DROP"]);
});

test("a comment of a save that was edited by hand stays in the save", () => {
  const { rules } = read(
    "*filter",
    "-A INPUT -j ACCEPT",
    "# iptables -A INPUT -j DROP",
    "-A INPUT -j LOG",
    "COMMIT",
    "# iptables -t nat -F",
    "*nat",
    "-A PREROUTING -j ACCEPT",
    "COMMIT",
  );
  expect(rules).toEqual(["-A INPUT -j ACCEPT", "-A INPUT -j LOG", "-A PREROUTING -j ACCEPT"]);
});
