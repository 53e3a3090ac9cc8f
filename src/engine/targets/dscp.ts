import { parseDscp } from "../matches/dscp";
import { refuse } from "../matches/writtenOptions";
import { printByte } from "../net/dscp";
import type { TargetExtension } from "./targetExtension";

/** `-j DSCP`: sets the upper six bits of the type-of-service byte. */
export interface DscpTarget {
  readonly target: "DSCP";
  /** 0 to 63. */
  readonly value: number;
}

/** Source: iptables 1.8.9 libxt_DSCP.c (text), Linux net/netfilter/xt_DSCP.c (action). */
export const dscp: TargetExtension<DscpTarget> = {
  name: "DSCP",
  options: { "--set-dscp": 1, "--set-dscp-class": 1 },
  tables: ["mangle"],
  isTerminal: false,

  parse(options) {
    const [option] = options;
    if (option === undefined || options.length > 1) {
      return refuse("DSCP wants one of --set-dscp and --set-dscp-class", options[1]);
    }
    const value = parseDscp(option);
    return value.ok ? { ok: true, value: { target: "DSCP", value: value.value } } : value;
  },

  print({ value }) {
    return `--set-dscp ${printByte(value)}`;
  },

  act({ value }, packet) {
    const tos = (value << 2) | (packet.tos & 3);
    return { do: "continue", packet: tos === packet.tos ? packet : { ...packet, tos } };
  },

  label({ value }) {
    return `DSCP set ${printByte(value)}`;
  },
};
