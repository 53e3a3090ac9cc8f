import { decide } from "../net/decision";
import { parseMaskedValue, printHex, printMaskedValue } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m mark`: compares the packet's mark, under a mask, with a value. */
export interface MarkMatch {
  readonly match: "mark";
  /** 32 bits, unsigned. A bit outside the mask makes the comparison fail for every packet. */
  readonly value: number;
  /** The bits that take part in the comparison. */
  readonly mask: number;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libxt_mark.c (text), Linux net/netfilter/xt_mark.c (test). */
export const mark: MatchExtension<MarkMatch> = {
  name: "mark",
  options: { "--mark": 1 },
  inverts: ["--mark"],

  parse(options) {
    const option = findOption(options, "--mark");
    if (option === undefined) return refuse("mark wants --mark with a value");
    const masked = parseMaskedValue(option.values[0] ?? "");
    if (masked === undefined) return refuseValue(option, "a number of 32 bits, or VALUE/MASK");
    return { ok: true, value: { match: "mark", ...masked, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}--mark ${printMaskedValue(spec)}`;
  },

  test({ value, mask, inverted }, packet) {
    return decide(((packet.mark & mask) >>> 0 === value) !== inverted);
  },

  explain(spec, packet) {
    const ruleValue = printMaskedValue(spec);
    return [
      explainPart({
        part: `--mark ${ruleValue}`,
        field: "mark",
        packetValue: printHex(packet.mark),
        ruleValue,
        inverted: spec.inverted,
        holds: (packet.mark & spec.mask) >>> 0 === spec.value,
      }),
    ];
  },
};
