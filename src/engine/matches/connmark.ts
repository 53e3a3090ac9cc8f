import { decide } from "../net/decision";
import { parseMaskedValue, printHex, printMaskedValue } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m connmark`: compares the mark of the packet's connection, under a mask, with a value. */
export interface ConnmarkMatch {
  readonly match: "connmark";
  /** 32 bits, unsigned. */
  readonly value: number;
  readonly mask: number;
  readonly inverted: boolean;
}

/**
 * A packet without a connection never matches, inverted or not.
 * Source: iptables 1.8.9 libxt_connmark.c (text), Linux net/netfilter/xt_connmark.c (test).
 */
export const connmark: MatchExtension<ConnmarkMatch> = {
  name: "connmark",
  options: { "--mark": 1 },
  inverts: ["--mark"],

  parse(options) {
    const option = findOption(options, "--mark");
    if (option === undefined) return refuse("connmark wants --mark with a value");
    const masked = parseMaskedValue(option.values[0] ?? "");
    if (masked === undefined) return refuseValue(option, "a number of 32 bits, or VALUE/MASK");
    return { ok: true, value: { match: "connmark", ...masked, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}--mark ${printMaskedValue(spec)}`;
  },

  test(spec, _packet, context) {
    const connection = context.connection?.connection;
    if (connection === undefined) return "no";
    return decide(((connection.mark & spec.mask) >>> 0 === spec.value) !== spec.inverted);
  },

  explain(spec, _packet, context) {
    const ruleValue = printMaskedValue(spec);
    const connection = context.connection?.connection;
    const explanation = explainPart({
      part: `--mark ${ruleValue}`,
      field: "connection mark",
      packetValue: connection === undefined ? "no connection" : printHex(connection.mark),
      ruleValue,
      inverted: spec.inverted,
      holds: connection !== undefined && (connection.mark & spec.mask) >>> 0 === spec.value,
    });
    return [connection === undefined ? { ...explanation, decision: "no" } : explanation];
  },
};
