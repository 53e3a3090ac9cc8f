import { findOption, refuseValue } from "../matches/writtenOptions";
import { TCP } from "../net/protocol";
import { parseUint32 } from "../net/uint32";
import type { TargetExtension } from "./targetExtension";

/** `-j TCPOPTSTRIP`: overwrites TCP options with padding, which no rule or route here looks at. */
export interface TcpoptstripTarget {
  readonly target: "TCPOPTSTRIP";
  /** Numbers of TCP options, 2 to 255, ascending. */
  readonly stripped: readonly number[];
}

/** Source: iptables 1.8.9 libxt_TCPOPTSTRIP.c, tcp_optionmap. */
const OPTION_NAMES: ReadonlyMap<string, number> = new Map([
  ["wscale", 3],
  ["mss", 2],
  ["sack-permitted", 4],
  ["sack", 5],
  ["timestamp", 8],
  ["md5", 19],
]);

/** Source: iptables 1.8.9 libxt_TCPOPTSTRIP.c (text), Linux net/netfilter/xt_TCPOPTSTRIP.c (action). */
export const tcpoptstrip: TargetExtension<TcpoptstripTarget> = {
  name: "TCPOPTSTRIP",
  options: { "--strip-options": 1 },
  tables: ["mangle"],
  isTerminal: false,

  parse(options) {
    const option = findOption(options, "--strip-options");
    const words = option?.values[0]?.split(",") ?? [];
    const numbers = words.map((word) => OPTION_NAMES.get(word) ?? parseUint32(word) ?? 0);
    const isRepeated = new Set(numbers).size < numbers.length;
    if (option !== undefined && (isRepeated || numbers.some((one) => one < 2 || one > 255))) {
      const names = [...OPTION_NAMES.keys()].join(", ");
      return refuseValue(option, `a list of different numbers from 2 to 255 or of ${names}`);
    }
    const stripped = numbers.sort((one, other) => one - other);
    return { ok: true, value: { target: "TCPOPTSTRIP", stripped } };
  },

  whyNot(_spec, { protocol }) {
    return protocol?.number === TCP && !protocol.inverted
      ? undefined
      : "TCPOPTSTRIP wants -p tcp in the same rule";
  },

  print({ stripped }) {
    return stripped.length === 0 ? "" : `--strip-options ${stripped.join(",")}`;
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label({ stripped }) {
    return `TCPOPTSTRIP ${stripped.join(",")}`.trim();
  },
};
