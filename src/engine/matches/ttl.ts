import { decide } from "../net/decision";
import type { Packet } from "../net/packet";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, refuse, refuseValue } from "./writtenOptions";

const COMPARISONS = {
  "--ttl-eq": (actual: number, value: number) => actual === value,
  "--ttl-lt": (actual: number, value: number) => actual < value,
  "--ttl-gt": (actual: number, value: number) => actual > value,
} as const;
type Comparison = keyof typeof COMPARISONS;

/** `-m ttl`: how many hops the packet has left. */
export interface TtlMatch {
  readonly match: "ttl";
  readonly comparison: Comparison;
  /** 0 to 255. */
  readonly value: number;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libipt_ttl.c (text), Linux net/netfilter/xt_hl.c (test). */
export const ttl: MatchExtension<TtlMatch> = {
  name: "ttl",
  options: { "--ttl-eq": 1, "--ttl-lt": 1, "--ttl-gt": 1 },
  inverts: ["--ttl-eq"],
  aliases: { "--ttl": "--ttl-eq" },

  parse(options) {
    const [option] = options;
    if (option === undefined || options.length > 1) {
      return refuse("ttl wants one of --ttl-eq, --ttl-lt and --ttl-gt", options[1]);
    }
    const value = Number(option.values[0]);
    if (!/^\d+$/.test(option.values[0] ?? "") || value > 255) {
      return refuseValue(option, "a number from 0 to 255");
    }
    const comparison = option.name as Comparison;
    return { ok: true, value: { match: "ttl", comparison, value, inverted: option.inverted } };
  },

  print({ comparison, value, inverted }) {
    return `${bang(inverted)}${comparison} ${value}`;
  },

  test(spec, packet) {
    return decide(holds(spec, packet) !== spec.inverted);
  },

  explain(spec, packet) {
    return [
      explainPart({
        part: `${spec.comparison} ${spec.value}`,
        field: "TTL",
        packetValue: String(packet.ttl),
        ruleValue: String(spec.value),
        inverted: spec.inverted,
        holds: holds(spec, packet),
      }),
    ];
  },
};

function holds({ comparison, value }: TtlMatch, packet: Packet): boolean {
  return COMPARISONS[comparison](packet.ttl, value);
}
