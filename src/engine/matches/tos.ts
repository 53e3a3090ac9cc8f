import { decide } from "../net/decision";
import { printByte } from "../net/dscp";
import { parseTos, printTos } from "../net/tos";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m tos`: the type-of-service byte under a mask. */
export interface TosMatch {
  readonly match: "tos";
  readonly value: number;
  readonly mask: number;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libxt_tos.c (text), Linux net/netfilter/xt_dscp.c, tos_mt (test). */
export const tos: MatchExtension<TosMatch> = {
  name: "tos",
  options: { "--tos": 1 },
  inverts: ["--tos"],

  parse(options) {
    const option = findOption(options, "--tos");
    if (option === undefined) return refuse("tos wants --tos with a value");
    const masked = parseTos(option.values[0] ?? "");
    if (masked === undefined) return refuseValue(option, "0 to 0xff, VALUE/MASK or a name");
    return { ok: true, value: { match: "tos", ...masked, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}--tos ${printTos(spec)}`;
  },

  test({ value, mask, inverted }, packet) {
    return decide(((packet.tos & mask) === value) !== inverted);
  },

  explain(spec, packet) {
    return [
      explainPart({
        part: `--tos ${printTos(spec)}`,
        field: "type of service",
        packetValue: printByte(packet.tos),
        ruleValue: printTos(spec),
        inverted: spec.inverted,
        holds: (packet.tos & spec.mask) === spec.value,
      }),
    ];
  },
};
