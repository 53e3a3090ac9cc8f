import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connectionWith, contextWith, ip, packetWith } from "../matches/testing/packets";
import { type Decision, isUndecided } from "../net/decision";
import { explainRule, rulePartsText } from "./explainRule";
import { parseRuleset } from "./parseRuleset";
import type { Rule } from "./rule";
import { testRule } from "./testRule";

function rule(options: string): Rule {
  const { ruleset } = parseRuleset(`*mangle\n-A FORWARD ${options}\nCOMMIT\n`);
  const found = ruleset.table("mangle")?.chain("FORWARD")?.rule(1);
  if (found === undefined) throw new Error(`${options} is no rule`);
  return found;
}

describe("a rule", () => {
  test("is explained part by part in the order of print, nothing left out behind a failure", () => {
    const one = rule(
      '-p tcp ! -s 10.244.0.0/16 -m comment --comment "no part" -m tcp --dport 81 -m mark --mark 0x1 -j DROP',
    );
    const parts = explainRule(one, packetWith(), contextWith());
    expect(parts.map(({ part, decision, packetValue }) => [part, decision, packetValue])).toEqual([
      ["! -s 10.244.0.0/16", "yes", "10.0.0.1"],
      ["-p tcp", "yes", "tcp"],
      ["--dport 81", "no", "80"],
      ["--mark 0x1", "no", "0x0"],
    ]);
    expect(rulePartsText(one)).toEqual(parts.map(({ part }) => part));
  });

  test("without parts takes every packet", () => {
    expect(rulePartsText(rule("-j DROP"))).toEqual([]);
    expect(testRule(rule("-j DROP"), packetWith(), contextWith())).toBe("yes");
  });

  test("that holds something unknown is undecided, unless what is known of it fails", () => {
    const missing = { kind: "unknown-match", name: "nosuch" };
    const decide = (options: string) => testRule(rule(options), packetWith(), contextWith());
    expect(decide("-m nosuch --foo -j DROP")).toEqual({ missing });
    expect(decide("-d 9.9.9.9 -m nosuch --foo -j DROP")).toBe("no");
    expect(decide("-m nosuch --foo -m mark --mark 0x5 -j DROP")).toBe("no");
    expect(decide("-j LED")).toMatchObject({ missing: { kind: "unknown-target" } });
  });

  test("a match behind one that failed neither counts nor draws", () => {
    const one = rule("-m mark --mark 0x9 -m statistic --mode nth --every 2 --packet 0");
    const context = contextWith();
    testRule(one, packetWith(), context);
    expect(context.memory.readNth()).toBe(0);
  });

  test("a whole packet is no later fragment", () => {
    expect(testRule(rule("-f -j DROP"), packetWith(), contextWith())).toBe("no");
    expect(testRule(rule("! -f -j DROP"), packetWith(), contextWith())).toBe("yes");
  });
});

const OPTIONS = [
  "-s 10.0.0.0/24",
  "! -s 10.0.0.1",
  "-d 10.0.0.2",
  "! -d 10.0.0.0/8",
  "-i eth0",
  "! -i veth+",
  "-o eth1",
  "! -i +",
  "! -f",
  "-m mark --mark 0x1/0x1",
  "-m mark ! --mark 0x2",
  "-m connmark ! --mark 0x1",
  "-m conntrack --ctstate NEW,DNAT",
  "-m conntrack ! --ctstate INVALID --ctorigdst 10.96.0.0/16",
  "-m conntrack ! --ctexpire 1:5",
  "-m conntrack --ctdir REPLY",
  "-m state ! --state NEW",
  "-m addrtype --dst-type LOCAL",
  "-m addrtype ! --src-type LOCAL --dst-type UNICAST",
  "-m statistic --mode nth --every 2 --packet 1",
  "-m statistic --mode nth ! --every 3 --packet 0",
  "-m statistic --mode random --probability 0.5",
  "-m statistic --mode random ! --probability 0.25",
  "-m recent --set --name L",
  "-m recent ! --rcheck --name L",
  "-m recent --update --seconds 5 --hitcount 2 --name L",
  "-m set ! --match-set S dst",
  "-m iprange --src-range 10.0.0.0-10.0.0.1",
  "-m physdev ! --physdev-is-in",
  "-m ttl --ttl-lt 64",
  "-m length ! --length 0:40",
  "-m dscp --dscp 0x0a",
  "-m tos ! --tos 0x28/0xff",
  "-m pkttype --pkt-type unicast",
  "-m limit --limit 5/sec",
  "-m mac --mac-source 02:00:00:00:00:01",
  "-m nosuch --foo",
];
const PROTOCOLS = [
  "",
  "! -p udp",
  "-p tcp -m tcp --dport 80",
  "-p tcp -m tcp ! --sport 1:1023 --syn",
  "-p tcp -m tcp --tcp-option 3",
  "-p udp -m udp --dport 80",
  "-p icmp -m icmp ! --icmp-type 8",
  "-p tcp -m multiport ! --dports 80,443",
];

test("test and explain agree for any rule, packet and context", () => {
  const arbitrary = fc.record({
    options: fc.uniqueArray(fc.constantFrom(...OPTIONS), { maxLength: 4 }),
    protocol: fc.constantFrom(...PROTOCOLS),
    packet: fc.record({
      source: fc.constantFrom(ip("10.0.0.1"), ip("10.244.1.2")),
      destination: fc.constantFrom(ip("10.0.0.2"), ip("192.0.2.1")),
      protocol: fc.constantFrom(6, 17),
      mark: fc.constantFrom(0, 1, 2, 3),
      ttl: fc.constantFrom(63, 64),
      tos: fc.constantFrom(0, 0x28),
      tcpFlags: fc.constantFrom(2, 16),
    }),
    inInterface: fc.constantFrom("eth0", "vethA", undefined),
    connection: fc.constantFrom(undefined, connectionWith(), connectionWith({ mark: 1 })),
    isLocal: fc.constantFrom("LOCAL", "UNICAST", "unknown"),
    took: fc.boolean(),
    inSet: fc.constantFrom("yes", "no"),
  });
  fc.assert(
    fc.property(arbitrary, ({ options, protocol, packet, isLocal, took, inSet, ...seen }) => {
      const one = rule(onceEach([...options, protocol]).join(" "));
      const context = contextWith({
        ...seen,
        addressType: () =>
          isLocal === "unknown"
            ? { missing: { kind: "addresses", name: "node" } }
            : (isLocal as "LOCAL" | "UNICAST"),
        draw: () => took,
        inIpset: () => inSet as Decision,
      });
      const explained = explainRule(one, packetWith(packet), context);
      expect(explained.map(({ part }) => part)).toEqual(rulePartsText(one));
      const decision = testRule(one, packetWith(packet), context);
      expect(kindOf(decision)).toBe(together(explained.map((part) => part.decision)));
    }),
    { numRuns: 2000 },
  );
});

/** The header options may stand once each. */
function onceEach(options: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return options.filter((option) => {
    const name = /(?:^|\s)(-[sdiofp])(?=\s|$)/.exec(option)?.[1] ?? option;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

function kindOf(decision: Decision): string {
  return isUndecided(decision) ? "undecided" : decision;
}

function together(decisions: readonly Decision[]): string {
  if (decisions.includes("no")) return "no";
  return decisions.some(isUndecided) ? "undecided" : "yes";
}
