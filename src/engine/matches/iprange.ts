import {
  type Address,
  type AddressRange,
  isInAddressRange,
  parseAddress,
  printAddress,
} from "../net/address";
import { decide } from "../net/decision";
import type { Family } from "../net/family";
import { parseShortIpv4 } from "../net/ipv4";
import { explainPart } from "./explanation";
import type { MatchExtension, Parsed, PartExplanation, WrittenOption } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

interface RangeTest extends AddressRange {
  readonly inverted: boolean;
}

/** `-m iprange`: addresses from one to another, both included. */
export interface IprangeMatch {
  readonly match: "iprange";
  readonly source: RangeTest | undefined;
  readonly destination: RangeTest | undefined;
}

/** Source: iptables 1.8.9 libxt_iprange.c (text), Linux net/netfilter/xt_iprange.c (test). */
export const iprange: MatchExtension<IprangeMatch> = {
  name: "iprange",
  options: { "--src-range": 1, "--dst-range": 1 },
  inverts: ["--src-range", "--dst-range"],

  parse(options, _protocol, family = "IPv4") {
    const source = parseRange(options, "--src-range", family);
    if (!source.ok) return source;
    const destination = parseRange(options, "--dst-range", family);
    if (!destination.ok) return destination;
    if (source.value === undefined && destination.value === undefined) {
      return refuse("iprange wants --src-range or --dst-range");
    }
    const value = { source: source.value, destination: destination.value };
    return { ok: true, value: { match: "iprange", ...value } };
  },

  print(spec) {
    return rangeParts(spec).join(" ");
  },

  parts: rangeParts,

  test({ source, destination }, packet) {
    return decide(holds(source, packet.source) && holds(destination, packet.destination));
  },

  explain({ source, destination }, packet) {
    return [
      ...explainRange("--src-range", "source", source, packet.source),
      ...explainRange("--dst-range", "destination", destination, packet.destination),
    ];
  },
};

function parseRange(
  options: readonly WrittenOption[],
  name: string,
  family: Family,
): Parsed<RangeTest | undefined> {
  const option = findOption(options, name);
  if (option === undefined) return { ok: true, value: undefined };
  const [first = "", last = first, ...rest] = (option.values[0] ?? "").split("-");
  const from = family === "IPv6" ? parseAddress(first, family) : parseShortIpv4(first);
  const to = family === "IPv6" ? parseAddress(last, family) : parseShortIpv4(last);
  if (from === undefined || to === undefined || rest.length > 0) {
    return refuseValue(option, "ADDRESS-ADDRESS");
  }
  return { ok: true, value: { from, to, inverted: option.inverted } };
}

function rangeParts({ source, destination }: IprangeMatch): readonly string[] {
  return [...rangePart("--src-range", source), ...rangePart("--dst-range", destination)];
}

function rangePart(name: string, range: RangeTest | undefined): readonly string[] {
  return range === undefined ? [] : [`${bang(range.inverted)}${name} ${printRange(range)}`];
}

function printRange({ from, to }: RangeTest): string {
  return `${printAddress(from)}-${printAddress(to)}`;
}

function holds(range: RangeTest | undefined, address: Address): boolean {
  return range === undefined || isInAddressRange(address, range) !== range.inverted;
}

function explainRange(
  name: string,
  field: string,
  range: RangeTest | undefined,
  address: Address,
): readonly PartExplanation[] {
  if (range === undefined) return [];
  return [
    explainPart({
      part: `${name} ${printRange(range)}`,
      field,
      packetValue: printAddress(address),
      ruleValue: printRange(range),
      inverted: range.inverted,
      holds: isInAddressRange(address, range),
    }),
  ];
}
