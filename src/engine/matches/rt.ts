import { parseAddress, printAddress } from "../net/address";
import type { Ipv6 } from "../net/ipv6";
import { parseUint32, UINT32_MAX } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

interface NumberTest {
  readonly number: number;
  readonly inverted: boolean;
}

interface RangeTest {
  readonly from: number;
  readonly to: number;
  readonly inverted: boolean;
}

/** `-m rt`: the routing header of an IPv6 packet. */
export interface RtMatch {
  readonly match: "rt";
  readonly type: NumberTest | undefined;
  readonly segmentsLeft: RangeTest | undefined;
  readonly length: NumberTest | undefined;
  readonly checksReserved: boolean;
  /** Addresses on the way, of type 0; undefined when they were not asked. */
  readonly addresses: readonly Ipv6[] | undefined;
  /** Whether others may stand between them. */
  readonly isNotStrict: boolean;
}

// Source: Linux include/uapi/linux/netfilter_ipv6/ip6t_rt.h, IP6T_RT_HOPS.
const MOST_ADDRESSES = 16;

/**
 * No packet here has a routing header, without which the match never holds, inverted or not.
 * Source: iptables 1.8.9 libip6t_rt.c (text), Linux net/ipv6/netfilter/ip6t_rt.c (test).
 */
export const rt: MatchExtension<RtMatch> = {
  name: "rt",
  family: "IPv6",
  options: {
    "--rt-type": 1,
    "--rt-segsleft": 1,
    "--rt-len": 1,
    "--rt-0-res": 0,
    "--rt-0-addrs": 1,
    "--rt-0-not-strict": 0,
  },
  inverts: ["--rt-type", "--rt-segsleft", "--rt-len"],

  parse(options) {
    const type = parseNumber(options, "--rt-type");
    if (!type.ok) return type;
    const length = parseNumber(options, "--rt-len");
    if (!length.ok) return length;
    const segmentsLeft = parseRange(options);
    if (!segmentsLeft.ok) return segmentsLeft;
    const ofTypeZero = parseTypeZero(options, type.value);
    if (!ofTypeZero.ok) return ofTypeZero;
    const numbers = { type: type.value, segmentsLeft: segmentsLeft.value, length: length.value };
    return { ok: true, value: { match: "rt", ...numbers, ...ofTypeZero.value } };
  },

  print(spec) {
    return [...printNumbers(spec), ...printTypeZero(spec)].join(" ");
  },

  parts: (spec) => [partOf(spec)],

  test() {
    return "no";
  },

  explain(spec) {
    return [
      explainPart({
        part: partOf(spec),
        field: "routing header",
        packetValue: "none",
        ruleValue: rt.print(spec) || "any",
        inverted: false,
        holds: false,
      }),
    ];
  },
};

function partOf(spec: RtMatch): string {
  return `-m rt ${rt.print(spec)}`.trimEnd();
}

function parseNumber(
  options: readonly WrittenOption[],
  name: string,
): Parsed<NumberTest | undefined> {
  const option = findOption(options, name);
  if (option === undefined) return { ok: true, value: undefined };
  const number = parseUint32(option.values[0] ?? "");
  if (number === undefined) return refuseValue(option, "a number of 32 bits");
  return { ok: true, value: { number, inverted: option.inverted } };
}

/** `2`, `1:5`, `:5` or `1:`; a range of everything is none. */
function parseRange(options: readonly WrittenOption[]): Parsed<RangeTest | undefined> {
  const option = findOption(options, "--rt-segsleft");
  if (option === undefined) return { ok: true, value: undefined };
  const [fromText = "", toText, ...rest] = (option.values[0] ?? "").split(":");
  const isRange = toText !== undefined;
  const from = isRange && fromText === "" ? 0 : parseUint32(fromText);
  const to = isRange ? parseEnd(toText) : from;
  if (from === undefined || to === undefined || rest.length > 0) {
    return refuseValue(option, "a number or a range FROM:TO");
  }
  const isEverything = from === 0 && to === UINT32_MAX;
  return { ok: true, value: isEverything ? undefined : { from, to, inverted: option.inverted } };
}

function parseEnd(text: string): number | undefined {
  return text === "" ? UINT32_MAX : parseUint32(text);
}

function parseTypeZero(
  options: readonly WrittenOption[],
  type: NumberTest | undefined,
): Parsed<Pick<RtMatch, "checksReserved" | "addresses" | "isNotStrict">> {
  const reserved = findOption(options, "--rt-0-res");
  const listed = findOption(options, "--rt-0-addrs");
  const notStrict = findOption(options, "--rt-0-not-strict");
  if (notStrict !== undefined && listed === undefined) {
    return refuse("--rt-0-not-strict wants --rt-0-addrs before it", notStrict);
  }
  const first = reserved ?? listed;
  if (first !== undefined && (type === undefined || type.number !== 0 || type.inverted)) {
    return refuse(`${first.name} wants --rt-type 0 before it`, first);
  }
  const words = listed?.values[0]?.split(",") ?? [];
  const addresses = words.map((word) => parseAddress(word, "IPv6") as Ipv6 | undefined);
  const known = addresses.filter((address) => address !== undefined);
  if (listed !== undefined && (known.length < words.length || words.length > MOST_ADDRESSES)) {
    return refuseValue(listed, `up to ${MOST_ADDRESSES} IPv6 addresses with commas between them`);
  }
  const flags = { checksReserved: reserved !== undefined, isNotStrict: notStrict !== undefined };
  return { ok: true, value: { ...flags, addresses: listed && known } };
}

function printNumbers({ type, segmentsLeft, length }: RtMatch): readonly string[] {
  const parts: string[] = [];
  if (type !== undefined) parts.push(`${bang(type.inverted)}--rt-type ${type.number}`);
  if (segmentsLeft !== undefined) {
    const { from, to, inverted } = segmentsLeft;
    const range = from === to ? String(from) : `${from}:${to}`;
    parts.push(`${bang(inverted)}--rt-segsleft ${range}`);
  }
  if (length !== undefined) parts.push(`${bang(length.inverted)}--rt-len ${length.number}`);
  return parts;
}

function printTypeZero({ checksReserved, addresses, isNotStrict }: RtMatch): readonly string[] {
  return [
    ...(checksReserved ? ["--rt-0-res"] : []),
    ...(addresses === undefined ? [] : [`--rt-0-addrs ${addresses.map(printAddress).join(",")}`]),
    ...(isNotStrict ? ["--rt-0-not-strict"] : []),
  ];
}
