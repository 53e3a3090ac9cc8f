import { matchExtensionOf } from "../matches";
import type { MatchContext } from "../matches/matchExtension";
import type { Address } from "../net/address";
import { type Decision, isUndecided } from "../net/decision";
import { matchesInterface } from "../net/interfaceName";
import type { Packet } from "../net/packet";
import { isWithin } from "../net/prefix";
import type { AddressTest, InterfaceTest, Rule, UnknownPart } from "./rule";

/**
 * Whether a packet satisfies a rule: all parts have to hold. The kernel's order, header first and matches
 * as written, and it stops at the first that does not; so a match behind that one neither counts nor draws.
 * A part that is undecided leaves the rule undecided unless a later one fails.
 * Source: Linux net/ipv4/netfilter/ip_tables.c, ip_packet_match and ipt_do_table.
 */
export function testRule(rule: Rule, packet: Packet, context: MatchContext): Decision {
  if (!matchesHeader(rule, packet, context)) return "no";
  let answer: Decision = "yes";
  for (const match of rule.matches) {
    const decision = matchExtensionOf(match).test(match, packet, context);
    if (decision === "no") return "no";
    if (answer === "yes" && isUndecided(decision)) answer = decision;
  }
  const untested = untestedPart(rule);
  if (answer === "yes" && untested !== undefined) return { missing: untested.missing };
  return answer;
}

/**
 * What leaves open whether a rule matches. A chain that is missing does not: it leaves open what comes next.
 */
export function untestedPart({ unknown }: Rule): UnknownPart | undefined {
  return unknown?.missing.kind === "missing-chain" ? undefined : unknown;
}

function matchesHeader(rule: Rule, packet: Packet, context: MatchContext): boolean {
  const { destination, source, protocol } = rule;
  if (destination !== undefined && !holdsFor(destination, packet.destination)) return false;
  if (source !== undefined && !holdsFor(source, packet.source)) return false;
  if (protocol !== undefined && (packet.protocol === protocol.number) === protocol.inverted) {
    return false;
  }
  if (!interfaceHolds(rule.inInterface, context.inInterface)) return false;
  if (!interfaceHolds(rule.outInterface, context.outInterface)) return false;
  return rule.fragment !== true;
}

/** Whether an address is one that `-s` or `-d` asks for, inversion included. */
function holdsFor(test: AddressTest, actual: Address): boolean {
  return isWithin(actual, test) !== test.inverted;
}

function interfaceHolds(test: InterfaceTest | undefined, name: string | undefined): boolean {
  return test === undefined || matchesInterface(test, name) !== test.inverted;
}
