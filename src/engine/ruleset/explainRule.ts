import { matchExtensionOf } from "../matches";
import { explainPart } from "../matches/explanation";
import type { MatchContext, MatchMemory, PartExplanation } from "../matches/matchExtension";
import { type Address, printAddress } from "../net/address";
import { matchesInterface, printInterfacePattern } from "../net/interfaceName";
import type { Packet } from "../net/packet";
import { isWithin, printMaskedAddress } from "../net/prefix";
import { printProtocol } from "../net/protocol";
import { headerParts } from "./printRule";
import type { AddressTest, InterfaceTest, Rule } from "./rule";
import { untestedPart } from "./testRule";

/**
 * Every part of a rule against a packet, in the order of print. Nothing is left out behind a part that
 * failed; but chance that was therefore not drawn is said to be undecided. A rule that holds something
 * unknown has one part for it.
 */
export function explainRule(
  rule: Rule,
  packet: Packet,
  context: MatchContext,
): readonly PartExplanation[] {
  const parts = [...explainHeader(rule, packet, context)];
  const memory = scratchMemory(context.memory);
  for (const match of rule.matches) {
    const isUnreached = parts.some(({ decision }) => decision === "no");
    const extension = matchExtensionOf(match);
    parts.push(...extension.explain(match, packet, { ...context, memory, isUnreached }));
    if (isUnreached) continue;
    // What a match remembers, the next match of the same rule already sees.
    extension.test(match, packet, { ...context, memory, draw: () => false });
  }
  const untested = untestedPart(rule);
  return untested === undefined ? parts : [...parts, explainUnknown(untested)];
}

/**
 * The parts of a rule as printed, comments and target apart: what `explainRule` speaks of, in the same order.
 * Empty for a rule that every packet satisfies.
 */
export function rulePartsText(rule: Rule): readonly string[] {
  const parts = [...headerParts(rule)];
  for (const match of rule.matches) {
    const extension = matchExtensionOf(match);
    parts.push(...(extension.parts?.(match) ?? [extension.print(match)]));
  }
  const untested = untestedPart(rule);
  return untested === undefined ? parts : [...parts, untested.text];
}

/** A memory that may be changed, and that leaves the given one as it is. */
function scratchMemory(memory: MatchMemory): MatchMemory {
  const lists = new Map<string, Map<string, readonly number[]>>();
  const copyOnce = (key: string, list: () => Map<string, readonly number[]>) => {
    const copy = lists.get(key) ?? new Map(list());
    lists.set(key, copy);
    return copy;
  };
  let nth: number | undefined;
  return {
    readNth: () => nth ?? memory.readNth(),
    writeNth: (count) => {
      nth = count;
    },
    recentList: (name) => copyOnce(name, () => memory.recentList(name)),
    numbers: (match, name) =>
      copyOnce(`/${match}/${name ?? ""}`, () => memory.numbers(match, name)),
  };
}

function explainHeader(
  rule: Rule,
  packet: Packet,
  context: MatchContext,
): readonly PartExplanation[] {
  return [
    ...explainAddress("-s", "source", rule.source, packet.source),
    ...explainAddress("-d", "destination", rule.destination, packet.destination),
    ...explainInterface("-i", "in interface", rule.inInterface, context.inInterface),
    ...explainInterface("-o", "out interface", rule.outInterface, context.outInterface),
    ...explainProtocol(rule, packet),
    ...explainFragment(rule),
  ];
}

function explainAddress(
  option: "-s" | "-d",
  field: string,
  test: AddressTest | undefined,
  actual: Address,
): readonly PartExplanation[] {
  if (test === undefined) return [];
  const ruleValue = printMaskedAddress(test);
  return [
    explainPart({
      part: `${option} ${ruleValue}`,
      field,
      packetValue: printAddress(actual),
      ruleValue,
      inverted: test.inverted,
      holds: isWithin(actual, test),
    }),
  ];
}

function explainInterface(
  option: "-i" | "-o",
  field: string,
  test: InterfaceTest | undefined,
  name: string | undefined,
): readonly PartExplanation[] {
  if (test === undefined) return [];
  const ruleValue = printInterfacePattern(test);
  return [
    explainPart({
      part: `${option} ${ruleValue}`,
      field,
      packetValue: name ?? "none",
      ruleValue,
      inverted: test.inverted,
      holds: matchesInterface(test, name),
    }),
  ];
}

function explainProtocol({ protocol }: Rule, packet: Packet): readonly PartExplanation[] {
  if (protocol === undefined) return [];
  const ruleValue = printProtocol(protocol.number);
  return [
    explainPart({
      part: `-p ${ruleValue}`,
      field: "protocol",
      packetValue: printProtocol(packet.protocol),
      ruleValue,
      inverted: protocol.inverted,
      holds: packet.protocol === protocol.number,
    }),
  ];
}

/** Packets here are always whole: conntrack puts fragments together before any rule. */
function explainFragment({ fragment }: Rule): readonly PartExplanation[] {
  if (fragment === undefined) return [];
  return [
    explainPart({
      part: "-f",
      field: "fragment",
      packetValue: "whole",
      ruleValue: "second or later fragment",
      inverted: !fragment,
      holds: false,
    }),
  ];
}

function explainUnknown({ text, missing, why }: NonNullable<Rule["unknown"]>): PartExplanation {
  return {
    part: text,
    decision: { missing },
    field: "not known",
    packetValue: "not known",
    ruleValue: why,
    inverted: false,
  };
}
