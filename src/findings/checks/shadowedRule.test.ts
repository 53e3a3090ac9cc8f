import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { shadowedRule } from "./shadowedRule";

const FOUND = ["warning filter FORWARD 2"];
const TWICE = ["note filter FORWARD 2"];
const NONE: string[] = [];

test.each([
  { name: "the same once more", rules: ["-p tcp -j ACCEPT", "-p tcp -j ACCEPT"], found: TWICE },
  { name: "another verdict", rules: ["-p tcp -j ACCEPT", "-p tcp -j DROP"], found: FOUND },
  {
    name: "a narrower network",
    rules: ["-s 10.0.0.0/8 -j ACCEPT", "-s 10.1.0.0/16 -j DROP"],
    found: FOUND,
  },
  {
    name: "a wider network",
    rules: ["-s 10.1.0.0/16 -j ACCEPT", "-s 10.0.0.0/8 -j DROP"],
    found: NONE,
  },
  {
    name: "not in a network, and in another",
    rules: ["! -s 10.0.0.0/8 -j ACCEPT", "-s 11.0.0.0/8 -j DROP"],
    found: FOUND,
  },
  {
    name: "a prefix of interfaces",
    rules: ["-i veth+ -j ACCEPT", "-i veth1 -p udp -j DROP"],
    found: FOUND,
  },
  {
    name: "one that only remembers",
    rules: ["-m recent --set --name seen -j ACCEPT", "-p tcp -j DROP"],
    found: FOUND,
  },
  {
    name: "one that asks what was remembered",
    rules: ["-m recent --rcheck --name seen -j ACCEPT", "-p tcp -j DROP"],
    found: NONE,
  },
  {
    name: "one that takes what it can not remember",
    rules: ["-m recent ! --set --name seen -j ACCEPT", "-p tcp -j DROP"],
    found: NONE,
  },
  { name: "another interface", rules: ["-i eth0 -j ACCEPT", "-i eth1 -j DROP"], found: NONE },
  {
    name: "a range of ports",
    rules: ["-p tcp -m tcp --dport 80:90 -j ACCEPT", "-p tcp -m tcp --dport 85 -j DROP"],
    found: FOUND,
  },
  {
    name: "a list of ports",
    rules: ["-p tcp -m multiport --dports 80,443 -j ACCEPT", "-p tcp -m tcp --dport 443 -j DROP"],
    found: FOUND,
  },
  {
    name: "the port of another protocol",
    rules: ["-p tcp -m tcp --dport 53 -j ACCEPT", "-p udp -m udp --dport 53 -j DROP"],
    found: NONE,
  },
  {
    name: "more states",
    rules: [
      "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "-m state --state ESTABLISHED -j DROP",
    ],
    found: FOUND,
  },
  {
    name: "other states",
    rules: ["-m conntrack --ctstate NEW -j ACCEPT", "-m conntrack --ctstate ESTABLISHED -j DROP"],
    found: NONE,
  },
  { name: "RETURN", rules: ["-j RETURN", "-j DROP"], found: FOUND },
  { name: "goto", rules: ["-g A", "-j DROP"], found: FOUND },
  { name: "a chain that always ends", rules: ["-j REFUSE", "-p tcp -j ACCEPT"], found: FOUND },
  { name: "a chain that may come back", rules: ["-j A", "-j DROP"], found: NONE },
  { name: "LOG ends nothing", rules: ["-j LOG", "-j DROP"], found: NONE },
  { name: "LOG behind DROP", rules: ["-j DROP", "-j LOG"], found: TWICE },
  {
    name: "by chance",
    rules: [
      "-m statistic --mode random --probability 0.5 -j ACCEPT",
      "-m statistic --mode random --probability 0.5 -j ACCEPT",
    ],
    found: NONE,
  },
  {
    name: "with a limit",
    rules: ["-m limit --limit 3/min -j ACCEPT", "-m limit --limit 3/min -j ACCEPT"],
    found: NONE,
  },
  {
    name: "the same mark",
    rules: ["-m mark --mark 0x1 -j ACCEPT", "-m mark --mark 0x1 -j DROP"],
    found: FOUND,
  },
  {
    name: "an ipset",
    rules: ["-m set --match-set bad src -j DROP", "-p tcp -m set --match-set bad src -j ACCEPT"],
    found: FOUND,
  },
  {
    name: "another ipset",
    rules: ["-m set --match-set bad src -j DROP", "-m set --match-set good src -j ACCEPT"],
    found: NONE,
  },
  {
    name: "a match that is not known",
    rules: ["-m nonsense --x -j ACCEPT", "-m nonsense --x -j ACCEPT"],
    found: NONE,
  },
  {
    name: "the comment does not count",
    rules: ["-p tcp -m comment --comment a -j ACCEPT", "-p tcp -m comment --comment b -j ACCEPT"],
    found: TWICE,
  },
])("$name: $found", ({ rules, found }) => {
  const filter = [
    ":A",
    ":REFUSE",
    "A -p tcp -j DROP",
    "REFUSE -j LOG",
    "REFUSE -j REJECT --reject-with icmp-port-unreachable",
  ];
  expect(
    shortFindings(shadowedRule, { filter: [...filter, ...rules.map((rule) => `FORWARD ${rule}`)] }),
  ).toEqual(found);
});

test("a rule in between that may change the mark takes the certainty away", () => {
  const marked = "FORWARD -m mark --mark 0x1 -j ACCEPT";
  const filter = (between: string) => ({
    filter: [":A", "A -j MARK --set-xmark 0x1/0x1", marked, between, marked],
  });
  expect(shortFindings(shadowedRule, filter("FORWARD -j LOG"))).toEqual(["note filter FORWARD 3"]);
  expect(shortFindings(shadowedRule, filter("FORWARD -p udp -j A"))).toEqual([]);
});

test("what kube-proxy up to 1.22 writes twice is known", () => {
  const state = "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";
  const side = (name: string) =>
    `KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack pod ${name} rule" ${state}`;
  const filter = [":KUBE-FORWARD", "FORWARD -j KUBE-FORWARD", side("source"), side("destination")];
  expect(shortFindings(shadowedRule, { filter })).toEqual(["known filter KUBE-FORWARD 2"]);
});

test("one finding tells of all rules behind the same earlier one", () => {
  const filter = [
    "FORWARD -j ACCEPT",
    ...Array.from({ length: 500 }, (_, at) => `FORWARD -s 10.0.${at % 250}.1/32 -j DROP`),
  ];
  expect(shortFindings(shadowedRule, { filter })).toEqual(["warning filter FORWARD 2"]);
});

test("ip6tables rules are compared by their networks too", () => {
  const text =
    "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -s fd00::/8 -j ACCEPT\n-A INPUT -s fd00:1::/32 -j DROP\n-A INPUT -s fe80::/10 -j DROP\nCOMMIT\n";
  expect(shortFindings(shadowedRule, text)).toEqual(["warning filter INPUT 2"]);
});
