import { refuse, refuseValue } from "../matches/writtenOptions";
import { printByte } from "../net/dscp";
import { type MaskedTos, parseTos, printTos } from "../net/tos";
import { parseUint32 } from "../net/uint32";
import type { TargetExtension } from "./targetExtension";

/** `-j TOS`: clears the bits of `mask` in the type-of-service byte, then flips those of `value`. */
export interface TosTarget extends MaskedTos {
  readonly target: "TOS";
}

/** Source: iptables 1.8.9 libxt_TOS.c (text), Linux net/netfilter/xt_DSCP.c, tos_tg (action). */
export const tos: TargetExtension<TosTarget> = {
  name: "TOS",
  options: { "--set-tos": 1, "--and-tos": 1, "--or-tos": 1, "--xor-tos": 1 },
  tables: ["mangle"],
  isTerminal: false,

  parse(options) {
    const [option] = options;
    if (option === undefined || options.length > 1) {
      return refuse("TOS wants one of --set-tos, --and-tos, --or-tos and --xor-tos", options[1]);
    }
    const change = toChange(option.name, option.values[0] ?? "");
    if (change === undefined) return refuseValue(option, "a number from 0 to 0xff");
    return { ok: true, value: { target: "TOS", ...change } };
  },

  print(spec) {
    return `--set-tos ${printTos(spec)}`;
  },

  act({ value, mask }, packet) {
    const changed = (packet.tos & ~mask & 0xff) ^ value;
    return {
      do: "continue",
      packet: changed === packet.tos ? packet : { ...packet, tos: changed },
    };
  },

  label({ value, mask }) {
    return mask === 0xff ? `TOS set ${printByte(value)}` : `TOS set ${printTos({ value, mask })}`;
  },
};

function toChange(name: string, text: string): MaskedTos | undefined {
  if (name === "--set-tos") return parseTos(text);
  const bits = parseUint32(text);
  if (bits === undefined || bits > 0xff) return undefined;
  switch (name) {
    case "--and-tos":
      return { value: 0, mask: ~bits & 0xff };
    case "--or-tos":
      return { value: bits, mask: bits };
    default:
      return { value: bits, mask: 0 };
  }
}
