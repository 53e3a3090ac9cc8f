import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { parseUint32, printHex, UINT32_MAX } from "../net/uint32";
import { changeMark, labelMarkChange, type MarkChange, parseMarkChange } from "./mark";
import type { TargetExtension } from "./targetExtension";

/** `-j CONNMARK`: sets the connection's mark, or copies it from or to the packet. */
export type ConnmarkTarget =
  | ({ readonly target: "CONNMARK"; readonly action: "set" } & MarkChange)
  | {
      readonly target: "CONNMARK";
      /** `save` copies to the connection, `restore` to the packet. */
      readonly action: "save" | "restore";
      /** The bits of the packet's mark that take part. */
      readonly packetMask: number;
      /** The bits of the connection's mark that take part. */
      readonly connectionMask: number;
    };

const SET_OPTIONS = ["--set-xmark", "--set-mark", "--and-mark", "--or-mark", "--xor-mark"];
const COPY_OPTIONS = ["--save-mark", "--restore-mark"];
const MASK_OPTIONS = ["--mask", "--nfmask", "--ctmask"];

/** Source: iptables 1.8.9 libxt_CONNMARK.c (text), Linux net/netfilter/xt_connmark.c (action). */
export const connmark: TargetExtension<ConnmarkTarget> = {
  name: "CONNMARK",
  options: {
    ...Object.fromEntries(SET_OPTIONS.map((name) => [name, 1])),
    ...Object.fromEntries(COPY_OPTIONS.map((name) => [name, 0])),
    ...Object.fromEntries(MASK_OPTIONS.map((name) => [name, 1])),
  },
  isTerminal: false,

  parse(options) {
    const actions = options.filter(({ name }) => !MASK_OPTIONS.includes(name));
    const [action] = actions;
    if (action === undefined || actions.length > 1) {
      return refuse("CONNMARK wants one action, as --save-mark or --set-mark", actions[1]);
    }
    return COPY_OPTIONS.includes(action.name)
      ? parseCopy(action, options)
      : parseSet(action, options);
  },

  print(spec) {
    if (spec.action === "set") {
      return `--set-xmark ${printHex(spec.value)}/${printHex(spec.mask)}`;
    }
    const masks = `--nfmask ${printHex(spec.packetMask)} --ctmask ${printHex(spec.connectionMask)}`;
    return `--${spec.action}-mark ${masks}`;
  },

  act(spec, packet, context) {
    const connection = context.connection?.connection;
    if (connection === undefined) return { do: "continue", packet };
    switch (spec.action) {
      case "set":
        return { do: "continue", packet, connectionMark: changeMark(connection.mark, spec) };
      case "save": {
        const value = packet.mark & spec.packetMask;
        const connectionMark = changeMark(connection.mark, { value, mask: spec.connectionMask });
        return { do: "continue", packet, connectionMark };
      }
      case "restore": {
        const value = connection.mark & spec.connectionMask;
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
    },
  };
}

/** A mask beside `--set-mark` says which bits are cleared. */
function parseSet(
  action: WrittenOption,
  options: readonly WrittenOption[],
): Parsed<ConnmarkTarget> {
  const change = parseMarkChange(action);
  if (!change.ok) return change;
  const wider = parseMask(options, "--mask", change.value.mask);
  if (!wider.ok) return wider;
  const mask = parseMask(options, "--ctmask", wider.value);
  if (!mask.ok) return mask;
  const { value } = change.value;
  return { ok: true, value: { target: "CONNMARK", action: "set", value, mask: mask.value } };
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
