import { findOption, refuseValue } from "../matches/writtenOptions";
import { printWord } from "../net/quotedWord";
import { parseUint32 } from "../net/uint32";
import type { TargetExtension } from "./targetExtension";

/** The options that say what more to log, in the order iptables-save prints them. */
const FLAGS = [
  "--log-tcp-sequence",
  "--log-tcp-options",
  "--log-ip-options",
  "--log-uid",
  "--log-macdecode",
];

/** `-j LOG`: a line in the kernel's log, and on with the next rule. */
export interface LogTarget {
  readonly target: "LOG";
  readonly prefix: string;
  /** 0 (emerg) to 7 (debug). */
  readonly level: number;
  readonly flags: readonly string[];
}

/** Small letters only, and in full. Source: iptables 1.8.9 libxt_LOG.c, xt_log_names. */
const LEVELS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    emerg: 0,
    panic: 0,
    alert: 1,
    crit: 2,
    error: 3,
    warning: 4,
    notice: 5,
    info: 6,
    debug: 7,
  }),
);
const DEFAULT_LEVEL = 4;
const MOST_LEVEL = 7;
const LONGEST_PREFIX = 29;

/** Source: iptables 1.8.9 libxt_LOG.c, libipt_LOG.c. */
export const log: TargetExtension<LogTarget> = {
  name: "LOG",
  options: {
    "--log-prefix": 1,
    "--log-level": 1,
    ...Object.fromEntries(FLAGS.map((flag) => [flag, 0])),
  },
  isTerminal: false,

  parse(options) {
    const prefixOption = findOption(options, "--log-prefix");
    const prefix = prefixOption?.values[0] ?? "";
    if (prefixOption !== undefined && prefix === "") {
      return refuseValue(prefixOption, "at least one character");
    }
    const levelOption = findOption(options, "--log-level");
    const level = levelOption === undefined ? DEFAULT_LEVEL : parseLevel(levelOption.values[0]);
    if (levelOption !== undefined && level === undefined) {
      return refuseValue(
        levelOption,
        "0 to 7 or emerg, alert, crit, error, warning, notice, info, debug",
      );
    }
    const flags = FLAGS.filter((flag) => findOption(options, flag) !== undefined);
    return {
      ok: true,
      value: {
        target: "LOG",
        // A longer one is cut, with no more than a warning.
        prefix: prefix.slice(0, LONGEST_PREFIX),
        level: level ?? DEFAULT_LEVEL,
        flags,
      },
    };
  },

  print({ prefix, level, flags }) {
    const words = [
      ...(prefix === "" ? [] : [`--log-prefix ${printWord(prefix)}`]),
      ...(level === DEFAULT_LEVEL ? [] : [`--log-level ${level}`]),
      ...flags,
    ];
    return words.join(" ");
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label({ prefix }) {
    return prefix === "" ? "LOG" : `LOG ${prefix.trim()}`;
  },
};

function parseLevel(text = ""): number | undefined {
  const number = parseUint32(text);
  if (number === undefined) return LEVELS.get(text);
  return number <= MOST_LEVEL ? number : undefined;
}
