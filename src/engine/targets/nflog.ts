import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { PORT_MAX } from "../net/portRange";
import { printWord } from "../net/quotedWord";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";

/** `-j NFLOG`: hands a copy of the packet to a program that logs, and goes on with the next rule. */
export interface NflogTarget {
  readonly target: "NFLOG";
  readonly prefix: string;
  /** The netlink group that programs listen to, 0 to 65535. */
  readonly group: number;
  /** How many bytes are copied; `--nflog-range` is the older option, which never worked. Undefined for all. */
  readonly copied:
    | { readonly option: "--nflog-size" | "--nflog-range"; readonly bytes: number }
    | undefined;
  /** How many packets are handed over at once; 0 when it was not said. */
  readonly threshold: number;
}

// Source: Linux include/uapi/linux/netfilter/xt_NFLOG.h, struct xt_nflog_info, less the closing zero.
const LONGEST_PREFIX = 63;
const MOST = PORT_MAX;

/** Source: iptables 1.8.9 libxt_NFLOG.c (text), Linux net/netfilter/xt_NFLOG.c (action). */
export const nflog: TargetExtension<NflogTarget> = {
  name: "NFLOG",
  options: {
    "--nflog-prefix": 1,
    "--nflog-group": 1,
    "--nflog-range": 1,
    "--nflog-size": 1,
    "--nflog-threshold": 1,
  },
  isTerminal: false,

  parse(options) {
    const prefixOption = findOption(options, "--nflog-prefix");
    const prefix = prefixOption?.values[0] ?? "";
    if (prefixOption !== undefined && prefix === "") {
      return refuseValue(prefixOption, "at least one character");
    }
    const group = readNumber(options, "--nflog-group", { most: MOST });
    if (!group.ok) return group;
    const threshold = readNumber(options, "--nflog-threshold", { most: MOST });
    if (!threshold.ok) return threshold;
    const copied = readCopied(options);
    if (!copied.ok) return copied;
    return {
      ok: true,
      value: {
        target: "NFLOG",
        // A longer one is cut, without a word.
        prefix: prefix.slice(0, LONGEST_PREFIX),
        group: group.value ?? 0,
        copied: copied.value,
        threshold: threshold.value ?? 0,
      },
    };
  },

  print({ prefix, group, copied, threshold }) {
    const words = [
      ...(prefix === "" ? [] : [`--nflog-prefix ${printWord(prefix)}`]),
      ...(group === 0 ? [] : [`--nflog-group ${group}`]),
      ...(copied === undefined ? [] : [`${copied.option} ${copied.bytes}`]),
      ...(threshold === 0 ? [] : [`--nflog-threshold ${threshold}`]),
    ];
    return words.join(" ");
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label({ prefix, group }) {
    return prefix === "" ? `NFLOG group ${group}` : `NFLOG ${prefix.trim()}`;
  },
};

function readCopied(options: readonly WrittenOption[]): Parsed<NflogTarget["copied"]> {
  const size = readNumber(options, "--nflog-size");
  if (!size.ok) return size;
  const range = readNumber(options, "--nflog-range");
  if (!range.ok) return range;
  if (size.value !== undefined && range.value !== undefined) {
    return refuse(
      "--nflog-range and --nflog-size say the same; only the second works",
      findOption(options, "--nflog-range"),
    );
  }
  if (size.value !== undefined) {
    return { ok: true, value: { option: "--nflog-size", bytes: size.value } };
  }
  const bytes = range.value ?? 0;
  return { ok: true, value: bytes === 0 ? undefined : { option: "--nflog-range", bytes } };
}
