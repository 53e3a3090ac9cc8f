import { type Address, isUnspecified, printAddress } from "../net/address";
import { isMappedIpv4, isMulticast } from "../net/addressKind";
import { type Decision, decide, isUndecided } from "../net/decision";
import type { Family } from "../net/family";
import type { Hook } from "../net/hook";
import type { Packet } from "../net/packet";
import { both, explainPart, invertIf } from "./explanation";
import type {
  AddressType,
  MatchContext,
  MatchExtension,
  Parsed,
  PartExplanation,
  WrittenOption,
} from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** In the order iptables-save prints them. Source: Linux include/uapi/linux/rtnetlink.h, RTN_*. */
const ADDRESS_TYPES = [
  "UNSPEC",
  "UNICAST",
  "LOCAL",
  "BROADCAST",
  "ANYCAST",
  "MULTICAST",
  "BLACKHOLE",
  "UNREACHABLE",
  "PROHIBIT",
  "THROW",
  "NAT",
  "XRESOLVE",
] as const satisfies readonly AddressType[];

/** Source: Linux net/netfilter/xt_addrtype.c, addrtype_mt_checkentry_v1. */
const IPV6_TYPES: readonly AddressType[] = [
  "UNSPEC",
  "UNICAST",
  "LOCAL",
  "ANYCAST",
  "MULTICAST",
  "UNREACHABLE",
];

interface TypeTest {
  readonly types: readonly AddressType[];
  readonly inverted: boolean;
}

/** `-m addrtype`: what the routing tables call the packet's addresses. */
export interface AddrtypeMatch {
  readonly match: "addrtype";
  readonly source: TypeTest | undefined;
  readonly destination: TypeTest | undefined;
  /** Whether only addresses of the in- or out-interface count. */
  readonly limit: "in" | "out" | undefined;
}

/** Where a packet has an in- or out-interface. Source: Linux net/netfilter/xt_addrtype.c, addrtype_mt_checkentry_v1. */
const HOOKS_WITH: Readonly<Record<"in" | "out", readonly Hook[]>> = {
  in: ["PREROUTING", "INPUT", "FORWARD"],
  out: ["FORWARD", "OUTPUT", "POSTROUTING"],
};

/** Source: iptables 1.8.9 libxt_addrtype.c (text), Linux net/netfilter/xt_addrtype.c (test). */
export const addrtype: MatchExtension<AddrtypeMatch> = {
  name: "addrtype",
  options: { "--src-type": 1, "--dst-type": 1, "--limit-iface-in": 0, "--limit-iface-out": 0 },
  inverts: ["--src-type", "--dst-type"],
  hooks: ({ limit }) => (limit === undefined ? undefined : HOOKS_WITH[limit]),

  parse(options, _protocol, family = "IPv4") {
    const source = parseTypeTest(options, "--src-type", family);
    if (!source.ok) return source;
    const destination = parseTypeTest(options, "--dst-type", family);
    if (!destination.ok) return destination;
    if (source.value === undefined && destination.value === undefined) {
      return refuse("addrtype wants --src-type or --dst-type");
    }
    const limit = parseLimit(options);
    if (!limit.ok) return limit;
    return {
      ok: true,
      value: {
        match: "addrtype",
        source: source.value,
        destination: destination.value,
        limit: limit.value,
      },
    };
  },

  print(spec) {
    const limit = spec.limit === undefined ? [] : [`--limit-iface-${spec.limit}`];
    return [...typeParts(spec), ...limit].join(" ");
  },

  parts: typeParts,

  test(spec, packet, context) {
    const source = testType(spec.source, packet.source, spec, context);
    if (source === "no") return "no";
    return both(source, testType(spec.destination, packet.destination, spec, context));
  },

  explain(spec, packet, context) {
    return [
      ...explainType("--src-type", "source", spec, { packet, context }),
      ...explainType("--dst-type", "destination", spec, { packet, context }),
    ];
  },
};

function parseTypeTest(
  options: readonly WrittenOption[],
  name: string,
  family: Family,
): Parsed<TypeTest | undefined> {
  const option = findOption(options, name);
  if (option === undefined) return { ok: true, value: undefined };
  const words = (option.values[0] ?? "").toUpperCase().split(",");
  const known = family === "IPv4" ? ADDRESS_TYPES : IPV6_TYPES;
  const types = known.filter((type) => words.includes(type));
  if (words.some((word) => !types.some((type) => type === word))) {
    return refuseValue(option, `a list of ${known.join(", ")}`);
  }
  return { ok: true, value: { types, inverted: option.inverted } };
}

function parseLimit(options: readonly WrittenOption[]): Parsed<"in" | "out" | undefined> {
  const limitIn = findOption(options, "--limit-iface-in");
  const limitOut = findOption(options, "--limit-iface-out");
  if (limitIn !== undefined && limitOut !== undefined) {
    return refuse("addrtype takes --limit-iface-in or --limit-iface-out, not both", limitOut);
  }
  if (limitIn !== undefined) return { ok: true, value: "in" };
  return { ok: true, value: limitOut === undefined ? undefined : "out" };
}

function typeParts({ source, destination }: AddrtypeMatch): readonly string[] {
  return [...typePart("--src-type", source), ...typePart("--dst-type", destination)];
}

function typePart(name: string, test: TypeTest | undefined): readonly string[] {
  return test === undefined ? [] : [`${bang(test.inverted)}${name} ${test.types.join(",")}`];
}

function testType(
  test: TypeTest | undefined,
  address: Address,
  spec: AddrtypeMatch,
  context: MatchContext,
): Decision {
  if (test === undefined) return "yes";
  const type = typeOf(address, spec, context);
  if (typeof type === "object") return type;
  return decide(isOfType(test.types, type, address) !== test.inverted);
}

/**
 * In IPv6 a type that the address itself tells must hold whatever else is asked for, and one that routing tells is asked
 * for on its own: a node's own address is UNICAST and LOCAL. Source: Linux net/netfilter/xt_addrtype.c, match_type6.
 */
function isOfType(types: readonly AddressType[], type: AddressType, address: Address): boolean {
  if (typeof address === "number") return types.includes(type);
  const isUnicast = !isMulticast(address) && !isUnspecified(address) && !isMappedIpv4(address);
  if (types.includes("MULTICAST") && !isMulticast(address)) return false;
  if (types.includes("UNICAST") && !isUnicast) return false;
  if (types.includes("UNSPEC") && !isUnspecified(address)) return false;
  const routed = types.filter((one) => ROUTED_TYPES.includes(one));
  return routed.length === 0 || routed.includes(type);
}

const ROUTED_TYPES: readonly AddressType[] = ["LOCAL", "ANYCAST", "UNREACHABLE"];

function typeOf(address: Address, { limit }: AddrtypeMatch, context: MatchContext) {
  if (limit === undefined) return context.addressType(address);
  const onInterface = limit === "in" ? context.inInterface : context.outInterface;
  return context.addressType(address, onInterface);
}

function explainType(
  name: string,
  side: "source" | "destination",
  spec: AddrtypeMatch,
  { packet, context }: { readonly packet: Packet; readonly context: MatchContext },
): readonly PartExplanation[] {
  const test = spec[side];
  if (test === undefined) return [];
  const decision = testType(test, packet[side], spec, context);
  const type = typeOf(packet[side], spec, context);
  const typeName = typeof type === "object" ? "not known" : type;
  return [
    explainPart({
      part: `${name} ${test.types.join(",")}`,
      field: `${side} address type`,
      packetValue: `${printAddress(packet[side])} is ${typeName}`,
      ruleValue: test.types.join(","),
      inverted: test.inverted,
      holds: isUndecided(decision) ? decision : invertIf(test.inverted, decision),
    }),
  ];
}
