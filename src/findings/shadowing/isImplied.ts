import { type AddressTest, areApart, holdsNetwork, type InterfaceTest } from "@/engine";
import type { PortCondition, RuleConditions, StateCondition } from "./ruleConditions";

/**
 * Whether every packet that satisfies `given` also satisfies `wanted`, at one and the same moment. Only where that is
 * certain: false says nothing.
 */
export function isImplied(wanted: RuleConditions, given: RuleConditions): boolean {
  return (
    isHeaderImplied(wanted.header, given.header) &&
    wanted.letters.every((letter) => given.letters.includes(letter)) &&
    wanted.states.every((one) => given.states.some((other) => isStateImplied(one, other))) &&
    wanted.ports.every((one) => given.ports.some((other) => isPortImplied(one, other)))
  );
}

type Header = RuleConditions["header"];

function isHeaderImplied(wanted: Header, given: Header): boolean {
  return (
    isAddressImplied(wanted.source, given.source) &&
    isAddressImplied(wanted.destination, given.destination) &&
    isInterfaceImplied(wanted.inInterface, given.inInterface) &&
    isInterfaceImplied(wanted.outInterface, given.outInterface) &&
    isProtocolImplied(wanted.protocol, given.protocol) &&
    (wanted.fragment === undefined || wanted.fragment === given.fragment)
  );
}

function isAddressImplied(wanted: AddressTest | undefined, given: AddressTest | undefined) {
  if (wanted === undefined) return true;
  if (given === undefined) return false;
  if (!wanted.inverted) return !given.inverted && holdsNetwork(wanted, given);
  return given.inverted ? holdsNetwork(given, wanted) : areApart(wanted, given);
}

function isInterfaceImplied(wanted: InterfaceTest | undefined, given: InterfaceTest | undefined) {
  if (wanted === undefined) return true;
  if (given === undefined || wanted.inverted !== given.inverted) return false;
  const [outer, inner] = wanted.inverted ? [given, wanted] : [wanted, given];
  if (outer.isPrefix) return inner.name.startsWith(outer.name);
  return !inner.isPrefix && inner.name === outer.name;
}

function isProtocolImplied(wanted: Header["protocol"], given: Header["protocol"]): boolean {
  if (wanted === undefined) return true;
  if (given === undefined) return false;
  const isSame = wanted.number === given.number;
  if (!wanted.inverted) return isSame && !given.inverted;
  return given.inverted ? isSame : !isSame;
}

function isPortImplied(wanted: PortCondition, given: PortCondition): boolean {
  if (wanted.side !== given.side) return false;
  if (!wanted.inverted) return !given.inverted && isWithinRanges(given, wanted);
  return given.inverted ? isWithinRanges(wanted, given) : !overlaps(wanted, given);
}

/** Whether every range of one lies within a range of the other. */
function isWithinRanges(inner: PortCondition, outer: PortCondition): boolean {
  return inner.ranges.every((range) =>
    outer.ranges.some(({ from, to }) => from <= range.from && range.to <= to),
  );
}

function overlaps(one: PortCondition, other: PortCondition): boolean {
  return one.ranges.some((range) =>
    other.ranges.some(({ from, to }) => from <= range.to && range.from <= to),
  );
}

/** Of these a packet has exactly one; SNAT and DNAT it has besides. */
const EXCLUSIVE: ReadonlySet<string> = new Set([
  ...["INVALID", "NEW", "RELATED", "ESTABLISHED", "UNTRACKED"],
]);

function isStateImplied(wanted: StateCondition, given: StateCondition): boolean {
  if (!wanted.inverted)
    return !given.inverted && given.any.every((state) => wanted.any.includes(state));
  if (given.inverted) return wanted.any.every((state) => given.any.includes(state));
  return (
    [...wanted.any, ...given.any].every((state) => EXCLUSIVE.has(state)) &&
    !wanted.any.some((state) => given.any.includes(state))
  );
}
