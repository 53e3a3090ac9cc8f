import { decide } from "../net/decision";
import { parseDscpClass, printByte } from "../net/dscp";
import { parseUint32 } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import { bang, refuse, refuseValue } from "./writtenOptions";

/** `-m dscp`: the upper six bits of the type-of-service byte. */
export interface DscpMatch {
  readonly match: "dscp";
  /** 0 to 63. */
  readonly value: number;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libxt_dscp.c (text), Linux net/netfilter/xt_dscp.c (test). */
export const dscp: MatchExtension<DscpMatch> = {
  name: "dscp",
  options: { "--dscp": 1, "--dscp-class": 1 },
  inverts: ["--dscp", "--dscp-class"],

  parse(options) {
    const [option] = options;
    if (option === undefined || options.length > 1) {
      return refuse("dscp wants one of --dscp and --dscp-class", options[1]);
    }
    const value = parseDscp(option);
    if (!value.ok) return value;
    return { ok: true, value: { match: "dscp", value: value.value, inverted: option.inverted } };
  },

  print({ value, inverted }) {
    return `${bang(inverted)}--dscp ${printByte(value)}`;
  },

  test({ value, inverted }, packet) {
    return decide((packet.tos >>> 2 === value) !== inverted);
  },

  explain({ value, inverted }, packet) {
    return [
      explainPart({
        part: `--dscp ${printByte(value)}`,
        field: "DSCP",
        packetValue: printByte(packet.tos >>> 2),
        ruleValue: printByte(value),
        inverted,
        holds: packet.tos >>> 2 === value,
      }),
    ];
  },
};

const MOST = 63;

/** Reads the value of `--dscp`, `--set-dscp` (a number to 63) or of an option that takes a class name. */
export function parseDscp(option: WrittenOption): Parsed<number> {
  const text = option.values[0] ?? "";
  const isClass = option.name.endsWith("-class");
  const value = isClass ? parseDscpClass(text) : parseUint32(text);
  if (value === undefined || value > MOST) {
    return refuseValue(option, isClass ? "a class such as EF, AF11 or CS0" : "0 to 63");
  }
  return { ok: true, value };
}
