import { expect, test } from "vitest";
import type { Section } from "../sections/section";
import { readScripts } from "./readScript";

function read(...lines: readonly string[]) {
  const section: Section = {
    kind: "script",
    command: undefined,
    firstLine: 1,
    lastLine: lines.length,
    text: lines.join("\n"),
  };
  return readScripts([section]);
}

const linesOf = (...lines: readonly string[]) =>
  read(...lines).flatMap(({ table, lines: own }) =>
    own.map(({ text, line }) => `${line} ${table} ${text}`),
  );

test("chains, policies and rules are carried out in order, each table for itself", () => {
  expect(
    linesOf(
      "#!/bin/sh",
      "IPT='/sbin/iptables -w' # the tool",
      "$IPT -F; $IPT -X",
      "$IPT -P INPUT DROP",
      "iptables -t nat -N WEB",
      "sudo iptables -t nat -A WEB -p tcp \\",
      '  -m comment --comment "to the web" -j ACCEPT >/dev/null 2>&1',
      "ip6tables -A INPUT -j DROP",
    ),
  ).toEqual([
    "5 nat :WEB - [0:0]",
    '6 nat -A WEB -p tcp -m comment --comment "to the web" -j ACCEPT',
    "4 filter :INPUT DROP [0:0]",
    "8 filter -A INPUT -j DROP",
  ]);
});

test("rules are inserted, replaced and deleted at their places, and chains renamed", () => {
  const lines = [
    "iptables -A INPUT -j ACCEPT",
    "iptables -I INPUT -s 10.0.0.1 -j DROP",
    "iptables -I INPUT 3 -j LOG",
    "iptables -R INPUT 1 -s 10.0.0.2 -j DROP",
    "iptables -D INPUT -j ACCEPT",
    "iptables -D INPUT 9",
    "iptables -E A B",
  ];
  expect(linesOf(...lines)).toEqual([
    "4 filter -A INPUT -s 10.0.0.2 -j DROP",
    "3 filter -A INPUT -j LOG",
  ]);
  const passedOver = read(...lines).flatMap((rules) => rules.passedOver.map(({ line }) => line));
  expect(passedOver.sort()).toEqual([1, 2, 6, 7]);
});

test("what stands behind || is done when the rule is not there yet, and only then", () => {
  const check = "iptables -C INPUT -j DROP 2>/dev/null || iptables -A INPUT -j DROP";
  expect(linesOf(check, check)).toEqual(["1 filter -A INPUT -j DROP"]);
  expect(linesOf("iptables -N X && iptables -A X -j DROP")).toHaveLength(2);
});

test("variables are put in as a shell does, and one that is not known is said", () => {
  expect(
    linesOf(
      'NET=10.0.0.0/8 PORTS="22 80"',
      "iptables -A INPUT -s \u0024{NET} -m comment --comment '$NET' -j DROP",
    ),
  ).toEqual(["2 filter -A INPUT -s 10.0.0.0/8 -m comment --comment $NET -j DROP"]);
  const unknown = read(
    "iptables -A INPUT -s $NOWHERE -j DROP",
    "iptables -A INPUT -s $(hostname -i)",
  );
  expect(unknown.flatMap((rules) => rules.unknown.map(({ why }) => why))).toEqual([
    "the text does not tell the value of $NOWHERE",
    "the text does not tell the value of $(hostname -i)",
  ]);
});

test("commands that ask for what there is not are listed with the reason", () => {
  const whys = read(
    "iptables -t nothing -A INPUT -j DROP",
    "iptables -P INPUT REJECT",
    "iptables -I INPUT 7 -j DROP",
    "iptables",
  ).flatMap(({ unknown }) => unknown.map(({ why }) => why));
  expect(whys).toEqual([
    "there is no table nothing",
    'a policy is ACCEPT or DROP, not "REJECT"',
    "INPUT has no place 7: it has 0 rules here",
    "it asks for nothing: there is no -A, -I, -N, -P or the like",
  ]);
});

test.each([
  ["-p tcp --dport 80 -j ACCEPT", "-p tcp -m tcp --dport 80 -j ACCEPT"],
  ["-s 1.2.3.4/24 -j DROP", "--source 1.2.3.0/255.255.255.0 -j DROP"],
  ["-i eth0 -p 6 -m state --state NEW -j WEB", "-p tcp -i eth0 -m state --state NEW -j WEB"],
  ["-m comment --comment 'a' -j ACCEPT", '-j ACCEPT -m comment --comment "a"'],
])("a rule written as %s is the same to -C and -D as one written as %s", (one, other) => {
  const before = ["iptables -N WEB", "iptables -A INPUT -j LOG", `iptables -A INPUT ${one}`];
  const left = ["1 filter :WEB - [0:0]", "2 filter -A INPUT -j LOG"];
  expect(linesOf(...before, `iptables -C INPUT ${other} || iptables -F`)).toHaveLength(3);
  expect(linesOf(...before, `iptables -D INPUT ${other}`)).toEqual(left);
  expect(linesOf(...before, `iptables -D INPUT ${other} -m ttl --ttl 3`)).toHaveLength(3);
});

test("the first of rules that iptables prints alike is deleted", () => {
  const tcp = "iptables -A INPUT -p tcp -m tcp --sport 1";
  expect(linesOf(tcp, "iptables -A INPUT", tcp, "iptables -D INPUT -p tcp --sport 1")).toEqual([
    "2 filter -A INPUT",
    "3 filter -A INPUT -p tcp -m tcp --sport 1",
  ]);
});

test("several addresses make a rule each, and those that are inserted end in reverse", () => {
  const ends = (...lines: readonly string[]) => linesOf(...lines).map((line) => line.slice(18));
  expect(ends("iptables -A INPUT -d 3.3.3.3,4.4.4.4 -s 1.1.1.1,2.2.2.2")).toEqual([
    "-d 3.3.3.3 -s 1.1.1.1",
    "-d 4.4.4.4 -s 1.1.1.1",
    "-d 3.3.3.3 -s 2.2.2.2",
    "-d 4.4.4.4 -s 2.2.2.2",
  ]);
  const inserted = ["iptables -A INPUT", "iptables -I INPUT 2 -s 9.9.9.9,8.8.8.8 -j ACCEPT"];
  expect(ends(...inserted)).toEqual(["", "-s 8.8.8.8 -j ACCEPT", "-s 9.9.9.9 -j ACCEPT"]);
  const both = "iptables -D INPUT -s 8.8.8.8,9.9.9.9 -j ACCEPT";
  expect(ends(...inserted, both)).toEqual([""]);
  expect(ends(...inserted, "iptables -D INPUT -s 8.8.8.8,7.7.7.7 -j ACCEPT")).toHaveLength(3);
});

test("-R names one rule by its number and replaces it by one", () => {
  const whys = read(
    "iptables -A INPUT",
    "iptables -R INPUT -j DROP",
    "iptables -R INPUT 2 -j DROP",
    "iptables -R INPUT 1 -s 1.1.1.1,2.2.2.2 -j DROP",
  ).flatMap(({ unknown }) => unknown.map(({ why }) => why));
  expect(whys).toEqual([
    "-R needs the number of the rule that it replaces",
    "INPUT has no place 2: it has 1 rules here",
    "-R replaces one rule, and several addresses make several",
  ]);
});
