import { refuse } from "../matches/writtenOptions";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";
import { changeTtl, TTL_CHANGES, type TtlChange } from "./ttl";

/** `-j HL`: changes the hops that the packet has left, as TTL does for IPv4. */
export interface HlTarget {
  readonly target: "HL";
  readonly change: TtlChange;
  /** 0 to 255. */
  readonly value: number;
}

/** Source: iptables 1.8.9 libip6t_HL.c (text), Linux net/netfilter/xt_HL.c (action). */
export const hl: TargetExtension<HlTarget> = {
  name: "HL",
  family: "IPv6",
  options: { "--hl-set": 1, "--hl-dec": 1, "--hl-inc": 1 },
  tables: ["mangle"],
  isTerminal: false,

  parse(options) {
    const change = TTL_CHANGES.find((one) => options[0]?.name === `--hl-${one}`);
    if (change === undefined || options.length > 1) {
      return refuse("HL wants one of --hl-set, --hl-dec and --hl-inc", options[1]);
    }
    const least = change === "set" ? 0 : 1;
    const value = readNumber(options, `--hl-${change}`, { least, most: 255 });
    if (!value.ok) return value;
    return { ok: true, value: { target: "HL", change, value: value.value ?? 0 } };
  },

  print({ change, value }) {
    return `--hl-${change} ${value}`;
  },

  act({ change, value }, packet) {
    return { do: "continue", packet: changeTtl(packet, change, value) };
  },

  label({ change, value }) {
    return `HL ${change} ${value}`;
  },
};
