import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { refuse, refuseValue } from "../matches/writtenOptions";
import { parseMaskedValue, parseUint32, printHex, UINT32_MAX } from "../net/uint32";
import type { TargetExtension } from "./targetExtension";

/** `-j MARK`: clears the bits of `mask`, then flips those of `value`. */
export interface MarkTarget {
  readonly target: "MARK";
  /** 32 bits, unsigned. */
  readonly value: number;
  /** 32 bits, unsigned. */
  readonly mask: number;
}

/** Source: iptables 1.8.9 libxt_MARK.c (text), Linux net/netfilter/xt_mark.c, mark_tg. */
export const mark: TargetExtension<MarkTarget> = {
  name: "MARK",
  options: {
    "--set-xmark": 1,
    "--set-mark": 1,
    "--and-mark": 1,
    "--or-mark": 1,
    "--xor-mark": 1,
  },
  isTerminal: false,

  parse(options) {
    const [option] = options;
    if (option === undefined || options.length > 1) {
      return refuse("MARK wants one of --set-mark, --set-xmark, --and-mark, --or-mark, --xor-mark");
    }
    const change = parseMarkChange(option);
    return change.ok ? { ok: true, value: { target: "MARK", ...change.value } } : change;
  },

  print({ value, mask }) {
    return `--set-xmark ${printHex(value)}/${printHex(mask)}`;
  },

  act(spec, packet) {
    const changed = changeMark(packet.mark, spec);
    return {
      do: "continue",
      packet: changed === packet.mark ? packet : { ...packet, mark: changed },
    };
  },

  label(spec) {
    return `MARK ${labelMarkChange(spec)}`;
  },
};

/** A change of a mark: clear the bits of `mask`, then flip those of `value`. */
export interface MarkChange {
  readonly value: number;
  readonly mask: number;
}

/** Reads one of the five ways to write a change: `--set-mark 1`, `--or-mark 0x4000` … */
export function parseMarkChange(option: WrittenOption): Parsed<MarkChange> {
  const text = option.values[0] ?? "";
  const takesMask = option.name === "--set-xmark" || option.name === "--set-mark";
  const written = takesMask ? parseMaskedValue(text) : withoutMask(parseUint32(text));
  if (written === undefined) {
    return refuseValue(option, `a number of 32 bits${takesMask ? ", or VALUE/MASK" : ""}`);
  }
  return { ok: true, value: toChange(option.name, written) };
}

/** The mark after a change, 32 bits unsigned. */
export function changeMark(before: number, { value, mask }: MarkChange): number {
  return ((before & ~mask) ^ value) >>> 0;
}

/** As `iptables -L` says it: `or 0x4000`, `and 0xff`, `xor 0x1`, `set 0x1`, `xset 0x1/0x3`. */
export function labelMarkChange({ value, mask }: MarkChange): string {
  if (value === 0 && mask !== UINT32_MAX) return `and ${printHex(~mask)}`;
  if (value === mask) return `or ${printHex(value)}`;
  if (mask === 0) return `xor ${printHex(value)}`;
  return mask === UINT32_MAX
    ? `set ${printHex(value)}`
    : `xset ${printHex(value)}/${printHex(mask)}`;
}

function withoutMask(value: number | undefined): MarkChange | undefined {
  return value === undefined ? undefined : { value, mask: UINT32_MAX };
}

/** Source: iptables 1.8.9 libxt_MARK.c, mark_tg_parse. */
function toChange(name: string, { value, mask }: MarkChange): MarkChange {
  switch (name) {
    case "--set-mark":
      return { value, mask: (mask | value) >>> 0 };
    case "--and-mark":
      return { value: 0, mask: ~value >>> 0 };
    case "--or-mark":
      return { value, mask: value };
    case "--xor-mark":
      return { value, mask: 0 };
    default:
      return { value, mask };
  }
}
