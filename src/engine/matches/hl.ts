import { decide } from "../net/decision";
import { explainPart } from "./explanation";
import { type HopsTest, holdsHops, parseHops } from "./hopsLeft";
import type { MatchExtension } from "./matchExtension";
import { bang } from "./writtenOptions";

/** `-m hl`: how many hops an IPv6 packet has left. */
export interface HlMatch extends HopsTest {
  readonly match: "hl";
}

/** Source: iptables 1.8.9 libip6t_hl.c (text), Linux net/netfilter/xt_hl.c (test). */
export const hl: MatchExtension<HlMatch> = {
  name: "hl",
  family: "IPv6",
  options: { "--hl-eq": 1, "--hl-lt": 1, "--hl-gt": 1 },
  inverts: ["--hl-eq"],
  aliases: { "--hl": "--hl-eq" },

  parse(options) {
    const hops = parseHops("hl", options);
    return hops.ok ? { ok: true, value: { match: "hl", ...hops.value } } : hops;
  },

  print({ comparison, value, inverted }) {
    return `${bang(inverted)}--hl-${comparison} ${value}`;
  },

  test(spec, packet) {
    return decide(holdsHops(spec, packet) !== spec.inverted);
  },

  explain(spec, packet) {
    return [
      explainPart({
        part: `--hl-${spec.comparison} ${spec.value}`,
        field: "hop limit",
        packetValue: String(packet.ttl),
        ruleValue: String(spec.value),
        inverted: spec.inverted,
        holds: holdsHops(spec, packet),
      }),
    ];
  },
};
