import type { Match, PortRange, Rule } from "@/engine";
import { allBut, inBoth, type NumberRanges, numbersThat } from "./numberRanges";

/** What of a packet is a number that its sender chooses. */
export type NumberField =
  | "protocol"
  | "sourcePort"
  | "destinationPort"
  /** `256 * type + code`. */
  | "icmp"
  | "tcpFlags"
  | "tos"
  | "ttl"
  /** Of the whole IP packet. */
  | "bytes";

/** By field, which numbers satisfy; what is left out may be any. */
export type AskedNumbers = Readonly<Partial<Record<NumberField, NumberRanges>>>;

const BYTE = 255;
const SHORT = 65_535;
/** Every type of message. Source: iptables 1.8.9 extensions/libxt_icmp.h. */
const ANY_TYPE = 255;

/** Which numbers of a packet satisfy a rule, as far as it asks for any. */
export function askedNumbers({ protocol, matches }: Rule): AskedNumbers {
  const ofProtocol = protocol && {
    protocol: numbersThat((value) => (value === protocol.number) !== protocol.inverted, BYTE),
  };
  return matches.map(numbersOf).reduce(allAsked, ofProtocol ?? {});
}

/** What satisfies both. A field of which nothing does is empty. */
export function allAsked(one: AskedNumbers, other: AskedNumbers): AskedNumbers {
  const both: Partial<Record<NumberField, NumberRanges>> = { ...one };
  for (const field of fieldsOf(other)) {
    const [mine, others] = [one[field], other[field]];
    if (others !== undefined) both[field] = mine === undefined ? others : inBoth(mine, others);
  }
  return both;
}

/** The fields that are asked for. */
export function fieldsOf(asked: AskedNumbers): readonly NumberField[] {
  return FIELDS.filter((field) => asked[field] !== undefined);
}

const FIELDS = [
  ...(["protocol", "sourcePort", "destinationPort", "icmp"] as const),
  ...(["tcpFlags", "tos", "ttl", "bytes"] as const),
];

function numbersOf(match: Match): AskedNumbers {
  switch (match.match) {
    case "multiport": {
      // Of `--ports` either side may be it: the walk tells whether it was.
      const field = match.side === "--sports" ? "sourcePort" : "destinationPort";
      return { [field]: rangesOf(match.ports, match.inverted, SHORT) };
    }
    case "tcp":
      return { ...portsOf(match), ...flagsOf(match) };
    case "udp":
    case "sctp":
      return portsOf(match);
    case "icmp":
    case "icmp6":
      return { icmp: messagesOf(match) };
    case "length":
      return { bytes: rangesOf([match.bytes], match.inverted, SHORT) };
    case "dscp":
      return {
        tos: numbersThat((value) => (value >>> 2 === match.value) !== match.inverted, BYTE),
      };
    case "tos":
      return {
        tos: numbersThat(
          (value) => ((value & match.mask) === match.value) !== match.inverted,
          BYTE,
        ),
      };
    case "ttl":
    case "hl":
      return { ttl: hopsOf(match) };
    default:
      return {};
  }
}

function rangesOf(ranges: readonly PortRange[], inverted: boolean, most: number): NumberRanges {
  const outside = allBut(ranges, most);
  return inverted ? outside : allBut(outside, most);
}

type WithPorts = Extract<Match, { match: "tcp" | "udp" | "sctp" }>;

function portsOf({ sourcePort, destinationPort }: WithPorts): AskedNumbers {
  return {
    ...(sourcePort && { sourcePort: rangesOf([sourcePort], sourcePort.inverted, SHORT) }),
    ...(destinationPort && {
      destinationPort: rangesOf([destinationPort], destinationPort.inverted, SHORT),
    }),
  };
}

function flagsOf({ flags }: Extract<Match, { match: "tcp" }>): AskedNumbers {
  if (flags === undefined) return {};
  const { mask, set, inverted } = flags;
  return { tcpFlags: numbersThat((value) => ((value & mask) === set) !== inverted, BYTE) };
}

function messagesOf({
  icmp: { type, code },
  inverted,
}: Extract<Match, { match: "icmp" | "icmp6" }>): NumberRanges {
  const first = 256 * type + (code ?? 0);
  const range =
    type === ANY_TYPE
      ? { from: 0, to: SHORT }
      : { from: first, to: code === undefined ? first + BYTE : first };
  return rangesOf([range], inverted, SHORT);
}

function hopsOf({
  comparison,
  value,
  inverted,
}: Extract<Match, { match: "ttl" | "hl" }>): NumberRanges {
  const ranges = {
    eq: { from: value, to: value },
    lt: { from: 0, to: value - 1 },
    gt: { from: value + 1, to: BYTE },
  };
  return rangesOf([ranges[comparison]], inverted, BYTE);
}
