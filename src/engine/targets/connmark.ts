import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { parseUint32, printHex, UINT32_MAX } from "../net/uint32";
import { changeMark, labelMarkChange, type MarkChange, parseMarkChange } from "./mark";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";

/** `-j CONNMARK`: sets the connection's mark, or copies it from or to the packet. */
export type ConnmarkTarget =
  | ({
      readonly target: "CONNMARK";
      readonly action: "set";
      readonly shift: Shift | undefined;
    } & MarkChange)
  | {
      readonly target: "CONNMARK";
      /** `save` copies to the connection, `restore` to the packet. */
      readonly action: "save" | "restore";
      /** The bits of the packet's mark that take part. */
      readonly packetMask: number;
      /** The bits of the connection's mark that take part. */
      readonly connectionMask: number;
      readonly shift: Shift | undefined;
    };

/** By how many bits the mark is moved on its way. */
interface Shift {
  readonly to: "left" | "right";
  /** 1 to 31. */
  readonly bits: number;
}

const SET_OPTIONS = ["--set-xmark", "--set-mark", "--and-mark", "--or-mark", "--xor-mark"];
const COPY_OPTIONS = ["--save-mark", "--restore-mark"];
const MASK_OPTIONS = ["--mask", "--nfmask", "--ctmask"];
const SHIFT_OPTIONS = ["--left-shift-mark", "--right-shift-mark"];
const MOST_SHIFT = 31;
const OPTIONS_BESIDE = [...MASK_OPTIONS, ...SHIFT_OPTIONS];

/** Source: iptables 1.8.9 libxt_CONNMARK.c (text), Linux net/netfilter/xt_connmark.c (action). */
export const connmark: TargetExtension<ConnmarkTarget> = {
  name: "CONNMARK",
  options: {
    ...Object.fromEntries(SET_OPTIONS.map((name) => [name, 1])),
    ...Object.fromEntries(COPY_OPTIONS.map((name) => [name, 0])),
    ...Object.fromEntries(OPTIONS_BESIDE.map((name) => [name, 1])),
  },
  isTerminal: false,

  parse(options) {
    const actions = options.filter(({ name }) => !OPTIONS_BESIDE.includes(name));
    const [action] = actions;
    if (action === undefined || actions.length > 1) {
      return refuse("CONNMARK wants one action, as --save-mark or --set-mark", actions[1]);
    }
    const [both, ...others] = MASK_OPTIONS.map((name) => findOption(options, name));
    const beside = both && others.find((other) => other !== undefined);
    if (beside !== undefined) return refuse(`--mask already stands for ${beside.name}`, beside);
    const shift = parseShift(options);
    if (!shift.ok) return shift;
    return COPY_OPTIONS.includes(action.name)
      ? parseCopy(action, options, shift.value)
      : parseSet(action, options, shift.value);
  },

  print(spec) {
    if (spec.action === "set") {
      return `--set-xmark ${printHex(spec.value)}/${printHex(spec.mask)}${printShift(spec.shift)}`;
    }
    const masks = `--nfmask ${printHex(spec.packetMask)} --ctmask ${printHex(spec.connectionMask)}`;
    return `--${spec.action}-mark ${masks}${printShift(spec.shift)}`;
  },

  act(spec, packet, context) {
    const connection = context.connection?.connection;
    if (connection === undefined) return { do: "continue", packet };
    switch (spec.action) {
      case "set":
        return {
          do: "continue",
          packet,
          connectionMark: shifted(changeMark(connection.mark, spec), spec.shift),
        };
      case "save": {
        const value = shifted(packet.mark & spec.packetMask, spec.shift);
        const connectionMark = changeMark(connection.mark, { value, mask: spec.connectionMask });
        return { do: "continue", packet, connectionMark };
      }
      case "restore": {
        const value = shifted(connection.mark & spec.connectionMask, spec.shift);
        const mark = changeMark(packet.mark, { value, mask: spec.packetMask });
        return { do: "continue", packet: mark === packet.mark ? packet : { ...packet, mark } };
      }
    }
  },

  label(spec) {
    if (spec.action === "set") return `CONNMARK ${labelMarkChange(spec)}`;
    const isWhole = spec.packetMask === UINT32_MAX && spec.connectionMask === UINT32_MAX;
    return `CONNMARK ${spec.action}${isWhole ? "" : ` mask ${printHex(spec.connectionMask)}`}`;
  },
};

function parseCopy(
  action: WrittenOption,
  options: readonly WrittenOption[],
  shift: Shift | undefined,
): Parsed<ConnmarkTarget> {
  const both = parseMask(options, "--mask", UINT32_MAX);
  if (!both.ok) return both;
  const packetMask = parseMask(options, "--nfmask", both.value);
  if (!packetMask.ok) return packetMask;
  const connectionMask = parseMask(options, "--ctmask", both.value);
  if (!connectionMask.ok) return connectionMask;
  return {
    ok: true,
    value: {
      target: "CONNMARK",
      action: action.name === "--save-mark" ? "save" : "restore",
      packetMask: packetMask.value,
      connectionMask: connectionMask.value,
      shift,
    },
  };
}

/** A mask beside `--set-mark` says which bits are cleared. */
function parseSet(
  action: WrittenOption,
  options: readonly WrittenOption[],
  shift: Shift | undefined,
): Parsed<ConnmarkTarget> {
  const change = parseMarkChange(action);
  if (!change.ok) return change;
  const wider = parseMask(options, "--mask", change.value.mask);
  if (!wider.ok) return wider;
  const mask = parseMask(options, "--ctmask", wider.value);
  if (!mask.ok) return mask;
  const { value } = change.value;
  return { ok: true, value: { target: "CONNMARK", action: "set", value, mask: mask.value, shift } };
}

/** Of two the one written last counts. Source: Linux net/netfilter/xt_connmark.c, connmark_tg_check (the limit). */
function parseShift(options: readonly WrittenOption[]): Parsed<Shift | undefined> {
  let shift: Shift | undefined;
  for (const { name } of options.filter((option) => SHIFT_OPTIONS.includes(option.name))) {
    const bits = readNumber(options, name, { most: MOST_SHIFT });
    if (!bits.ok) return bits;
    const to = name === "--left-shift-mark" ? "left" : "right";
    shift = bits.value ? { to, bits: bits.value } : undefined;
  }
  return { ok: true, value: shift };
}

function printShift(shift: Shift | undefined): string {
  return shift === undefined ? "" : ` --${shift.to}-shift-mark ${shift.bits}`;
}

function shifted(mark: number, shift: Shift | undefined): number {
  if (shift === undefined) return mark >>> 0;
  return shift.to === "left" ? (mark << shift.bits) >>> 0 : mark >>> shift.bits;
}

function parseMask(
  options: readonly WrittenOption[],
  name: string,
  otherwise: number,
): Parsed<number> {
  const option = findOption(options, name);
  if (option === undefined) return { ok: true, value: otherwise };
  const mask = parseUint32(option.values[0] ?? "");
  return mask === undefined
    ? refuseValue(option, "a number of 32 bits")
    : { ok: true, value: mask };
}
