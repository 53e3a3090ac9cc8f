import { decide } from "../net/decision";
import { explainPart } from "./explanation";
import { type HopsTest, holdsHops, parseHops } from "./hopsLeft";
import type { MatchExtension } from "./matchExtension";
import { bang } from "./writtenOptions";

/** `-m ttl`: how many hops an IPv4 packet has left. */
export interface TtlMatch extends HopsTest {
  readonly match: "ttl";
}

/** Source: iptables 1.8.9 libipt_ttl.c (text), Linux net/netfilter/xt_hl.c (test). */
export const ttl: MatchExtension<TtlMatch> = {
  name: "ttl",
  family: "IPv4",
  options: { "--ttl-eq": 1, "--ttl-lt": 1, "--ttl-gt": 1 },
  inverts: ["--ttl-eq"],
  aliases: { "--ttl": "--ttl-eq" },

  parse(options) {
    const hops = parseHops("ttl", options);
    return hops.ok ? { ok: true, value: { match: "ttl", ...hops.value } } : hops;
  },

  print({ comparison, value, inverted }) {
    return `${bang(inverted)}--ttl-${comparison} ${value}`;
  },

  test(spec, packet) {
    return decide(holdsHops(spec, packet) !== spec.inverted);
  },

  explain(spec, packet) {
    return [
      explainPart({
        part: `--ttl-${spec.comparison} ${spec.value}`,
        field: "TTL",
        packetValue: String(packet.ttl),
        ruleValue: String(spec.value),
        inverted: spec.inverted,
        holds: holdsHops(spec, packet),
      }),
    ];
  },
};
