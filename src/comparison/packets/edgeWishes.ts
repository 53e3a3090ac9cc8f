import {
  type Address,
  applyMask,
  familyOf,
  type MaskedAddress,
  type Match,
  parseAddress,
  parseMaskedAddress,
  printAddress,
  type Rule,
} from "@/engine";
import { type AskedNumbers, askedNumbers, fieldsOf, type NumberField } from "./askedNumbers";
import { allBut, inBoth, type NumberRanges } from "./numberRanges";
import { narrowWish, type PacketWish } from "./packetWish";

/** Of a list of ports or flags no more are tried. */
const MOST_VALUES = 8;

/**
 * Packets at the edges of what a rule asks: where it changed those that only one of the two forms takes, else the first and
 * the last of each range. `way` is what it takes to come to the rule, `other` its form in the other dump.
 */
export function edgeWishes(
  way: PacketWish,
  rule: Rule,
  other: Rule | undefined,
): readonly PacketWish[] {
  const whole = narrowWish(way, rule);
  if (whole === undefined) return [];
  return [
    ...numberWishes(way, whole, askedNumbers(rule), other && askedNumbers(other)),
    ...sideWishes("source", way, whole, [rule, other]),
    ...sideWishes("destination", way, whole, [rule, other]),
    ...interfaceWishes(whole, [rule, other]),
  ];
}

const MOST: Readonly<Record<NumberField, number>> = {
  ...{ protocol: 255, tcpFlags: 255, tos: 255, ttl: 255 },
  ...{ sourcePort: 65_535, destinationPort: 65_535, icmp: 65_535, bytes: 65_535 },
};

function numberWishes(
  way: PacketWish,
  whole: PacketWish,
  mine: AskedNumbers,
  others: AskedNumbers | undefined,
): readonly PacketWish[] {
  const fields = new Set([...fieldsOf(mine), ...fieldsOf(others ?? {})]);
  return [...fields].flatMap((field) =>
    turningValues(field, mine, others).flatMap((value) => {
      const one = [{ from: value, to: value }];
      const asked = way.numbers[field];
      const allowed = asked === undefined ? one : inBoth(asked, one);
      return allowed.length === 0
        ? []
        : { ...whole, numbers: { ...whole.numbers, [field]: allowed } };
    }),
  );
}

function turningValues(
  field: NumberField,
  mine: AskedNumbers,
  others: AskedNumbers | undefined,
): readonly number[] {
  const all = allBut([], MOST[field]);
  const one = mine[field] ?? all;
  if (others === undefined) return endsOf(one);
  const other = others[field] ?? all;
  return [...endsOf(onlyIn(one, other, MOST[field])), ...endsOf(onlyIn(other, one, MOST[field]))];
}

function onlyIn(one: NumberRanges, other: NumberRanges, most: number): NumberRanges {
  return inBoth(one, allBut(other, most));
}

function endsOf(ranges: NumberRanges): readonly number[] {
  return [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].slice(0, MOST_VALUES);
}

type Side = "source" | "destination";

function sideWishes(
  side: Side,
  way: PacketWish,
  whole: PacketWish,
  rules: readonly (Rule | undefined)[],
): readonly PacketWish[] {
  const not = side === "source" ? "notFrom" : "notTo";
  return turningAddresses(side, rules).flatMap((address) => {
    const network = parseMaskedAddress(printAddress(address), familyOf(address));
    return network === undefined ? [] : { ...whole, [side]: network, [not]: way[not] };
  });
}

function turningAddresses(side: Side, rules: readonly (Rule | undefined)[]): readonly Address[] {
  const [rule, other] = rules;
  const tests = rules.flatMap((one) => one?.[side] ?? []);
  const hasChanged = other !== undefined && !isSameTest(rule?.[side], other[side]);
  const ranges = rules
    .flatMap((one) => one?.matches ?? [])
    .flatMap((match) => rangeOf(match, side));
  return [...(hasChanged ? tests.flatMap(addressesIn) : []), ...ranges.flatMap(addressesAround)];
}

function isSameTest(one: Rule["source"], other: Rule["source"]): boolean {
  return (
    one?.address === other?.address &&
    one?.mask === other?.mask &&
    one?.inverted === other?.inverted
  );
}

interface AddressRange {
  readonly from: Address;
  readonly to: Address;
}

function rangeOf(match: Match, side: Side): readonly AddressRange[] {
  const range = match.match === "iprange" ? match[side] : undefined;
  return range === undefined ? [] : [range];
}

/** The first and the last that a host may have. */
function addressesIn({ address, mask }: MaskedAddress): readonly Address[] {
  if (typeof address !== "number" || typeof mask !== "number") return [address];
  const hosts = ~mask >>> 0;
  if (hosts < 4) return [address, ...shifted(address, hosts)];
  return [...shifted(address, 1), ...shifted(address, hosts - 1)].filter(
    (one) => applyMask(one, mask) === address,
  );
}

function addressesAround({ from, to }: AddressRange): readonly Address[] {
  return [from, to, ...shifted(from, -1), ...shifted(to, 1)];
}

/** The IPv4 address so many further on; none of IPv6, and none beyond the last. */
function shifted(address: Address, by: number): readonly Address[] {
  if (typeof address !== "number") return [];
  const value = address + by;
  const text = [24, 16, 8, 0].map((bits) => (value >>> bits) & 0xff).join(".");
  const found = value >= 0 && value <= 0xffff_ffff ? parseAddress(text) : undefined;
  return found === undefined ? [] : [found];
}

/** Where one of the forms takes all interfaces but one, that one. */
function interfaceWishes(
  whole: PacketWish,
  rules: readonly (Rule | undefined)[],
): readonly PacketWish[] {
  return rules.flatMap((rule) => {
    const { inInterface, outInterface } = rule ?? {};
    return [
      ...(inInterface?.inverted ? [{ ...whole, inInterface: inInterface.name }] : []),
      ...(outInterface?.inverted ? [{ ...whole, outInterface: outInterface.name }] : []),
    ];
  });
}
