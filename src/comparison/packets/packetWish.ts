import {
  type Address,
  areApart,
  type Hook,
  holdsNetwork,
  isWithin,
  type MaskedAddress,
  type Rule,
} from "@/engine";
import { conditionsOf } from "@/findings/shadowing/ruleConditions";
import { type AskedNumbers, allAsked, askedNumbers, fieldsOf } from "./askedNumbers";

/** What a packet has to be like to come to a rule, as far as the rules on its way ask. */
export interface PacketWish {
  /** The base chain where its way begins. */
  readonly hook: Hook;
  readonly source: MaskedAddress | undefined;
  readonly destination: MaskedAddress | undefined;
  /** Networks that it must not come from, or go to. */
  readonly notFrom: readonly MaskedAddress[];
  readonly notTo: readonly MaskedAddress[];
  readonly inInterface: string | undefined;
  readonly outInterface: string | undefined;
  /** Protocol, ports, flags and the like; never a field of which no number would do. */
  readonly numbers: AskedNumbers;
  /** Whether it is sent to an address of the node. */
  readonly isToNode: boolean;
}

/** Nothing is asked yet. */
export function anyPacket(hook: Hook): PacketWish {
  return {
    hook,
    source: undefined,
    destination: undefined,
    notFrom: [],
    notTo: [],
    inInterface: undefined,
    outInterface: undefined,
    numbers: {},
    isToNode: false,
  };
}

/**
 * What is wished for when the packet has to satisfy this rule too; undefined when no first packet of a connection can: the
 * two contradict each other, or the rule takes answers only. What cannot be chosen, such as a mark, is left to the walk.
 */
export function narrowWish(wish: PacketWish, rule: Rule): PacketWish | undefined {
  const conditions = conditionsOf(rule);
  if (conditions === undefined || !conditions.states.every(takesNew)) return undefined;
  return bothWishes(wish, {
    ...anyPacket(wish.hook),
    source: networkOf(rule.source),
    destination: networkOf(rule.destination),
    notFrom: rule.source?.inverted ? [rule.source] : [],
    notTo: rule.destination?.inverted ? [rule.destination] : [],
    inInterface: nameOf(rule.inInterface),
    outInterface: nameOf(rule.outInterface),
    numbers: askedNumbers(rule),
    isToNode: asksForNode(rule),
  });
}

/** A packet that is as both wish, from where the first one's way begins; undefined when they contradict each other. */
export function bothWishes(one: PacketWish, other: PacketWish): PacketWish | undefined {
  const source = bothNetworks(one.source, other.source);
  const destination = bothNetworks(one.destination, other.destination);
  const inInterface = bothNames(one.inInterface, other.inInterface);
  const outInterface = bothNames(one.outInterface, other.outInterface);
  const numbers = allAsked(one.numbers, other.numbers);
  if (source === CONTRADICTS || destination === CONTRADICTS) return undefined;
  if (inInterface === CONTRADICTS || outInterface === CONTRADICTS) return undefined;
  if (fieldsOf(numbers).some((field) => numbers[field]?.length === 0)) return undefined;
  return {
    hook: one.hook,
    ...{ source, destination, inInterface, outInterface, numbers },
    notFrom: [...one.notFrom, ...other.notFrom],
    notTo: [...one.notTo, ...other.notTo],
    isToNode: one.isToNode || other.isToNode,
  };
}

/** Whether an address is one that the packet may come from. */
export function allowsSource(wish: PacketWish, address: Address): boolean {
  return fits(address, wish.source, wish.notFrom);
}

/** Whether an address is one that the packet may go to. */
export function allowsDestination(wish: PacketWish, address: Address): boolean {
  return fits(address, wish.destination, wish.notTo);
}

function fits(
  address: Address,
  network: MaskedAddress | undefined,
  not: readonly MaskedAddress[],
): boolean {
  if (network !== undefined && !isWithin(address, network)) return false;
  return not.every((one) => !isWithin(address, one));
}

const CONTRADICTS = Symbol("contradicts");

function bothNetworks(
  one: MaskedAddress | undefined,
  other: MaskedAddress | undefined,
): MaskedAddress | undefined | typeof CONTRADICTS {
  if (one === undefined || other === undefined) return one ?? other;
  if (areApart(one, other)) return CONTRADICTS;
  return holdsNetwork(one, other) ? other : one;
}

function bothNames(
  one: string | undefined,
  other: string | undefined,
): string | undefined | typeof CONTRADICTS {
  if (one === undefined || other === undefined) return one ?? other;
  return one === other ? one : CONTRADICTS;
}

function networkOf(test: Rule["source"]): MaskedAddress | undefined {
  if (test === undefined || test.inverted) return undefined;
  return { address: test.address, mask: test.mask };
}

function takesNew({
  any,
  inverted,
}: {
  readonly any: readonly string[];
  readonly inverted: boolean;
}) {
  return any.includes("NEW") !== inverted;
}

function nameOf(test: Rule["inInterface"]): string | undefined {
  return test === undefined || test.isPrefix || test.inverted ? undefined : test.name;
}

function asksForNode({ matches }: Rule): boolean {
  return matches.some(
    (match) =>
      match.match === "addrtype" &&
      match.destination?.inverted === false &&
      match.destination.types.includes("LOCAL"),
  );
}
