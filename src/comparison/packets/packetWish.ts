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
  readonly protocol: number | undefined;
  readonly sourcePort: number | undefined;
  readonly destinationPort: number | undefined;
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
    protocol: undefined,
    sourcePort: undefined,
    destinationPort: undefined,
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
  const source = narrowNetwork(wish.source, rule.source);
  const destination = narrowNetwork(wish.destination, rule.destination);
  const inInterface = narrowValue(wish.inInterface, nameOf(rule.inInterface));
  const protocol = narrowValue(wish.protocol, protocolOf(rule));
  const destinationPort = narrowValue(wish.destinationPort, portOf(conditions, "destination"));
  const sourcePort = narrowValue(wish.sourcePort, portOf(conditions, "source"));
  const all = [source, destination, inInterface, protocol, destinationPort, sourcePort];
  if (all.some((one) => one === CONTRADICTS)) return undefined;
  return {
    hook: wish.hook,
    source: source === CONTRADICTS ? undefined : source,
    destination: destination === CONTRADICTS ? undefined : destination,
    notFrom: rule.source?.inverted ? [...wish.notFrom, rule.source] : wish.notFrom,
    notTo: rule.destination?.inverted ? [...wish.notTo, rule.destination] : wish.notTo,
    inInterface: inInterface === CONTRADICTS ? undefined : inInterface,
    protocol: protocol === CONTRADICTS ? undefined : protocol,
    sourcePort: sourcePort === CONTRADICTS ? undefined : sourcePort,
    destinationPort: destinationPort === CONTRADICTS ? undefined : destinationPort,
    isToNode: wish.isToNode || asksForNode(rule),
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

function narrowNetwork(
  wished: MaskedAddress | undefined,
  test: Rule["source"],
): MaskedAddress | undefined | typeof CONTRADICTS {
  if (test === undefined || test.inverted) return wished;
  if (wished === undefined) return { address: test.address, mask: test.mask };
  if (areApart(wished, test)) return CONTRADICTS;
  return holdsNetwork(wished, test) ? { address: test.address, mask: test.mask } : wished;
}

function narrowValue<Value>(
  wished: Value | undefined,
  asked: Value | undefined,
): Value | undefined | typeof CONTRADICTS {
  if (wished === undefined || asked === undefined) return wished ?? asked;
  return wished === asked ? wished : CONTRADICTS;
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

function protocolOf({ protocol }: Rule): number | undefined {
  return protocol === undefined || protocol.inverted ? undefined : protocol.number;
}

type Conditions = NonNullable<ReturnType<typeof conditionsOf>>;

function portOf({ ports }: Conditions, side: "source" | "destination"): number | undefined {
  return ports.find((one) => one.side === side && !one.inverted)?.ranges[0]?.from;
}

function asksForNode({ matches }: Rule): boolean {
  return matches.some(
    (match) =>
      match.match === "addrtype" &&
      match.destination?.inverted === false &&
      match.destination.types.includes("LOCAL"),
  );
}
