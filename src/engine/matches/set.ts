import type { Decision } from "../net/decision";
import { explainPart, invertIf } from "./explanation";
import type { MatchContext, MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import {
  parseSetCounters,
  printSetCounter,
  SET_COUNTER_OPTIONS,
  type SetCounterTest,
} from "./setCounters";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m set`: whether addresses and ports of the packet are in an ipset. */
export interface SetMatch {
  readonly match: "set";
  readonly name: string;
  /** Which end of the packet each part of an entry is compared with. */
  readonly dimensions: readonly ("src" | "dst")[];
  readonly inverted: boolean;
  /** Whether exceptions of a set of networks are meant (`--return-nomatch`). */
  readonly wantsExceptions: boolean;
  /** The options that keep counters as they are, in the order they are printed. */
  readonly keeps: readonly (typeof KEEPS)[number][];
  readonly counters: readonly SetCounterTest[];
}

/** Sources: Linux include/uapi/linux/netfilter/ipset/ip_set.h, IPSET_MAXNAMELEN, IPSET_DIM_MAX. */
const LONGEST_NAME = 31;
const MOST_DIMENSIONS = 6;
/** What they say without `!` is so anyway, and is not saved. */
const KEEPS = ["--update-counters", "--update-subcounters"] as const;

/**
 * What entries have counted is not modelled: where a set counts and is asked for that, a packet in it is undecided.
 * Source: iptables 1.8.9 libxt_set.c (text), Linux net/netfilter/xt_set.c (test).
 */
export const set: MatchExtension<SetMatch> = {
  name: "set",
  options: {
    "--match-set": 2,
    "--return-nomatch": 0,
    "--update-counters": 0,
    "--update-subcounters": 0,
    ...Object.fromEntries(SET_COUNTER_OPTIONS.map((name) => [name, 1])),
  },
  inverts: ["--match-set", ...KEEPS, "--packets-eq", "--bytes-eq"],
  aliases: { "--set": "--match-set" },

  parse(options) {
    const option = findOption(options, "--match-set");
    if (option === undefined) return refuse("set wants --match-set NAME src or dst");
    const member = parseMember(option);
    if (!member.ok) return member;
    const counters = parseSetCounters(options);
    if (!counters.ok) return counters;
    return {
      ok: true,
      value: {
        match: "set",
        ...member.value,
        inverted: option.inverted,
        wantsExceptions: findOption(options, "--return-nomatch") !== undefined,
        keeps: KEEPS.filter((name) => findOption(options, name)?.inverted),
        counters: counters.value,
      },
    };
  },

  print(spec) {
    return `${bang(spec.inverted)}${partOf(spec)}`;
  },

  test(spec, _packet, context) {
    return invertIf(spec.inverted, isMember(spec, context));
  },

  explain(spec, _packet, context) {
    const decision = isMember(spec, context);
    return [
      explainPart({
        part: partOf(spec),
        field: "ipset",
        packetValue: MEMBERSHIP[typeof decision === "string" ? decision : "undecided"],
        ruleValue: memberOf(spec),
        inverted: spec.inverted,
        holds: decision,
      }),
    ];
  },
};

const MEMBERSHIP = { yes: "in the set", no: "not in the set", undecided: "not known" } as const;

function parseMember(option: WrittenOption): Parsed<Pick<SetMatch, "name" | "dimensions">> {
  const [name = "", words = ""] = option.values;
  if (name.length > LONGEST_NAME) return refuseValue(option, "a name of at most 31 characters");
  const dimensions = words.split(",").filter((word) => word === "src" || word === "dst");
  if (dimensions.length !== words.split(",").length || dimensions.length > MOST_DIMENSIONS) {
    return refuseValue(option, "a set's name and a list of src and dst");
  }
  return { ok: true, value: { name, dimensions } };
}

function isMember(spec: SetMatch, context: MatchContext): Decision {
  const { name, dimensions, wantsExceptions: exceptions, counters } = spec;
  return context.inIpset(name, dimensions, { exceptions, counts: counters.length > 0 });
}

function partOf(spec: SetMatch): string {
  return [
    `--match-set ${memberOf(spec)}`,
    ...(spec.wantsExceptions ? ["--return-nomatch"] : []),
    ...spec.keeps.map((name) => `! ${name}`),
    ...spec.counters.map(printSetCounter),
  ].join(" ");
}

function memberOf({ name, dimensions }: SetMatch): string {
  return `${name} ${dimensions.join(",")}`;
}
