import { type Match, matchExtensionOf } from "../matches";
import { bang } from "../matches/writtenOptions";
import { printInterfacePattern } from "../net/interfaceName";
import { printMaskedAddress } from "../net/prefix";
import { printProtocol } from "../net/protocol";
import { type Target, targetExtensionOf } from "../targets";
import type { AddressTest, InterfaceTest, Jump, ProtocolTest, Rule } from "./rule";

/**
 * A rule as iptables-save prints it, `-A CHAIN` first, without counters. A rule that holds something
 * unknown is printed as it was written, but for the counters that `iptables -S -v` puts into it.
 * Source: iptables 1.8.9 iptables/iptables.c, print_rule4.
 */
export function printRule(chain: string, rule: Rule): string {
  if (rule.unknown !== undefined) {
    return withoutCounters(rule.text).replace(/^-I(\s+\S+)(\s+\d+(?=\s|$))?/, "-A$1");
  }
  return [
    `-A ${chain}`,
    ...headerParts(rule).filter(isPrinted),
    ...rule.matches.map(printMatch),
    ...printTarget(rule.target),
  ].join(" ");
}

const WRITTEN_COUNTERS = /(?<![ \t]!)[ \t](?:-c|--set-counters)[ \t]+\d+[ \t]+\d+(?=[ \t]|$)/g;

/** What stands in quotes, as a comment does, is kept. */
function withoutCounters(text: string): string {
  return text.replace(WRITTEN_COUNTERS, (written, at: number) =>
    text.slice(0, at).split('"').length % 2 === 0 ? written : "",
  );
}

/** `-s`, `-d`, `-i`, `-o`, `-p` and `-f` of a rule, each as printed, in the order of print and of evaluation. */
export function headerParts(rule: Rule): readonly string[] {
  const parts: string[] = [];
  if (rule.source !== undefined) parts.push(addressPart("-s", rule.source));
  if (rule.destination !== undefined) parts.push(addressPart("-d", rule.destination));
  if (rule.inInterface !== undefined) parts.push(interfacePart("-i", rule.inInterface));
  if (rule.outInterface !== undefined) parts.push(interfacePart("-o", rule.outInterface));
  if (rule.protocol !== undefined) parts.push(protocolPart(rule.protocol));
  if (rule.fragment !== undefined) parts.push(`${bang(!rule.fragment)}-f`);
  return parts;
}

function addressPart(option: "-s" | "-d", test: AddressTest): string {
  return `${bang(test.inverted)}${option} ${printMaskedAddress(test)}`;
}

function interfacePart(option: "-i" | "-o", test: InterfaceTest): string {
  return `${bang(test.inverted)}${option} ${printInterfacePattern(test)}`;
}

function protocolPart({ number, inverted }: ProtocolTest): string {
  return `${bang(inverted)}-p ${printProtocol(number)}`;
}

/** The kernel forgets an interface that is only `+`, even after `!`. */
function isPrinted(part: string): boolean {
  return part !== "! -i +" && part !== "! -o +";
}

function printMatch(match: Match): string {
  const options = matchExtensionOf(match).print(match);
  return options === "" ? `-m ${match.match}` : `-m ${match.match} ${options}`;
}

function printTarget(target: Target | Jump | undefined): readonly string[] {
  if (target === undefined) return [];
  if (isJump(target)) return [`${target.target === "goto" ? "-g" : "-j"} ${target.chain}`];
  const options = targetExtensionOf(target).print(target);
  return [options === "" ? `-j ${target.target}` : `-j ${target.target} ${options}`];
}

/** Whether a target is a jump or goto to a chain. */
function isJump(target: Target | Jump): target is Jump {
  return target.target === "jump" || target.target === "goto";
}
