import { decide } from "../net/decision";
import { packetLength } from "../net/packetLength";
import { inPortRange, type PortRange, parseLaxRange, printPortRange } from "../net/portRange";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m length`: bytes of the IP packet, header and all. */
export interface LengthMatch {
  readonly match: "length";
  /** Both ends inclusive, 0 to 65535. */
  readonly bytes: PortRange;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libxt_length.c (text), Linux net/netfilter/xt_length.c (test). */
export const length: MatchExtension<LengthMatch> = {
  name: "length",
  options: { "--length": 1 },
  inverts: ["--length"],

  parse(options) {
    const option = findOption(options, "--length");
    if (option === undefined) return refuse("length wants --length with a number of bytes");
    const bytes = parseLaxRange(option.values[0] ?? "", false);
    if (bytes === undefined) return refuseValue(option, "BYTES or a range FROM:TO, up to 65535");
    return { ok: true, value: { match: "length", bytes, inverted: option.inverted } };
  },

  print({ bytes, inverted }) {
    return `${bang(inverted)}--length ${printPortRange(bytes)}`;
  },

  test({ bytes, inverted }, packet) {
    return decide(inPortRange(bytes, packetLength(packet)) !== inverted);
  },

  explain({ bytes, inverted }, packet) {
    return [
      explainPart({
        part: `--length ${printPortRange(bytes)}`,
        field: "packet length",
        packetValue: String(packetLength(packet)),
        ruleValue: printPortRange(bytes),
        inverted,
        holds: inPortRange(bytes, packetLength(packet)),
      }),
    ];
  },
};
