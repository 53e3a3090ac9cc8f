import { explainPart, invertIf } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m set`: whether addresses and ports of the packet are in an ipset. */
export interface SetMatch {
  readonly match: "set";
  readonly name: string;
  /** Which end of the packet each part of an entry is compared with. */
  readonly dimensions: readonly ("src" | "dst")[];
  readonly inverted: boolean;
}

/** Sources: Linux include/uapi/linux/netfilter/ipset/ip_set.h, IPSET_MAXNAMELEN, IPSET_DIM_MAX. */
const LONGEST_NAME = 31;
const MOST_DIMENSIONS = 6;

/** Source: iptables 1.8.9 libxt_set.c (text), Linux net/netfilter/xt_set.c (test). */
export const set: MatchExtension<SetMatch> = {
  name: "set",
  options: { "--match-set": 2 },
  inverts: ["--match-set"],

  parse(options) {
    const option = findOption(options, "--match-set");
    if (option === undefined) return refuse("set wants --match-set NAME src or dst");
    const [name = "", words = ""] = option.values;
    if (name.length > LONGEST_NAME) return refuseValue(option, "a name of at most 31 characters");
    const dimensions = words.split(",").filter((word) => word === "src" || word === "dst");
    if (dimensions.length !== words.split(",").length || dimensions.length > MOST_DIMENSIONS) {
      return refuseValue(option, "a set's name and a list of src and dst");
    }
    return { ok: true, value: { match: "set", name, dimensions, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}--match-set ${memberOf(spec)}`;
  },

  test({ name, dimensions, inverted }, _packet, context) {
    return invertIf(inverted, context.inIpset(name, dimensions));
  },

  explain(spec, _packet, context) {
    const decision = context.inIpset(spec.name, spec.dimensions);
    return [
      explainPart({
        part: `--match-set ${memberOf(spec)}`,
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

function memberOf({ name, dimensions }: SetMatch): string {
  return `${name} ${dimensions.join(",")}`;
}
