import { findOption, refuseValue } from "../matches/writtenOptions";
import { parsePort } from "../net/portRange";
import type { TargetExtension } from "./targetExtension";

/** `-j CT`: how the packet's connection is to be tracked. */
export interface CtTarget {
  readonly target: "CT";
  readonly notrack: boolean;
  /** Kept apart from connections of other zones; undefined for the usual one. */
  readonly zone: number | undefined;
}

/** Source: iptables 1.8.9 libxt_CT.c (text), Linux net/netfilter/xt_CT.c (action). */
export const ct: TargetExtension<CtTarget> = {
  name: "CT",
  options: { "--notrack": 0, "--zone": 1 },
  tables: ["raw"],
  isTerminal: false,

  parse(options) {
    const option = findOption(options, "--zone");
    const zone = option && parsePort(option.values[0] ?? "");
    if (option !== undefined && zone === undefined) return refuseValue(option, "0 to 65535");
    const notrack = findOption(options, "--notrack") !== undefined;
    return { ok: true, value: { target: "CT", notrack, zone } };
  },

  print({ notrack, zone }) {
    const words = [...(notrack ? ["--notrack"] : []), ...(zone ? [`--zone ${zone}`] : [])];
    return words.join(" ");
  },

  act({ notrack, zone }, packet) {
    if (notrack) return { do: "notrack" };
    if (zone === undefined || zone === 0) return { do: "continue", packet };
    return { do: "undecided", missing: { kind: "other", name: `conntrack zone ${zone}` } };
  },

  label(spec) {
    return `CT ${spec.notrack ? "notrack" : ct.print(spec)}`.trim();
  },
};
