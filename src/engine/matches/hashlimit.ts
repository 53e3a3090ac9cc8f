import { decide } from "../net/decision";
import type { Packet } from "../net/packet";
import { packetLength } from "../net/packetLength";
import { explainPart } from "./explanation";
import { hashlimitKey } from "./hashlimitKey";
import { askRate, type RateAnswer } from "./hashlimitRate";
import { type HashlimitOptions, parseHashlimit, printHashlimit } from "./hashlimitText";
import type { MatchContext, MatchExtension } from "./matchExtension";

/** `-m hashlimit`: a rate for each address, port or whatever the packets are told apart by. */
export interface HashlimitMatch extends HashlimitOptions {
  readonly match: "hashlimit";
}

/**
 * The rates live with the world. Rules of one name share their entries, each by its own rate; in the kernel the first rule's
 * counts for all.
 * Source: iptables 1.8.9 libxt_hashlimit.c (text), Linux net/netfilter/xt_hashlimit.c (test).
 */
export const hashlimit: MatchExtension<HashlimitMatch> = {
  name: "hashlimit",
  options: {
    "--hashlimit-upto": 1,
    "--hashlimit-above": 1,
    "--hashlimit-burst": 1,
    "--hashlimit-mode": 1,
    "--hashlimit-name": 1,
    "--hashlimit-htable-size": 1,
    "--hashlimit-htable-max": 1,
    "--hashlimit-htable-gcinterval": 1,
    "--hashlimit-htable-expire": 1,
    "--hashlimit-srcmask": 1,
    "--hashlimit-dstmask": 1,
    "--hashlimit-rate-match": 0,
    "--hashlimit-rate-interval": 1,
  },
  inverts: ["--hashlimit-upto", "--hashlimit-above"],
  aliases: { "--hashlimit": "--hashlimit-upto" },

  parse(options, _protocol, family = "IPv4") {
    const parsed = parseHashlimit(options, family);
    return parsed.ok ? { ok: true, value: { match: "hashlimit", ...parsed.value } } : parsed;
  },

  print: printHashlimit,

  test(spec, packet, context) {
    const key = hashlimitKey(spec, packet);
    const answer = ask(spec, packet, context, key);
    context.memory.numbers("hashlimit", spec.table).set(key, answer.state);
    return decide(answer.isWithin !== spec.isAbove);
  },

  explain(spec, packet, context) {
    const key = hashlimitKey(spec, packet);
    const { isWithin, left } = ask(spec, packet, context, key);
    return [
      explainPart({
        part: printHashlimit(spec),
        field: key === "" ? "rate" : `rate of ${key}`,
        packetValue: `${isWithin ? "within" : "above"}, ${left} left`,
        ruleValue: spec.isAbove ? "above" : "within",
        inverted: false,
        holds: isWithin !== spec.isAbove,
      }),
    ];
  },
};

function ask(
  { table, rate, expireMs }: HashlimitMatch,
  packet: Packet,
  { memory, timeMs }: MatchContext,
  key: string,
): RateAnswer {
  const state = memory.numbers("hashlimit", table).get(key);
  return askRate(rate, { state, bytes: packetLength(packet), timeMs, expireMs });
}
