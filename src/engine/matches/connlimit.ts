import { type Address, familyOf, printAddress } from "../net/address";
import { decide } from "../net/decision";
import type { Family } from "../net/family";
import type { Packet } from "../net/packet";
import { ADDRESS_BITS, applyMask, parseMask, prefixBits, prefixMask } from "../net/prefix";
import { parseUint32 } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchContext, MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import { findOption, refuse, refuseValue, secondOf } from "./writtenOptions";

/** `-m connlimit`: how many connections an address or network has. */
export interface ConnlimitMatch {
  readonly match: "connlimit";
  /** Whether more than `count` satisfy it, not up to `count`. */
  readonly isAbove: boolean;
  readonly count: number;
  /** The leading bits of the address that count. */
  readonly bits: number;
  readonly side: "source" | "destination";
}

const LIMITS = ["--connlimit-above", "--connlimit-upto"];
const SIDES = ["--connlimit-saddr", "--connlimit-daddr"];
const MOST_WRITTEN_BITS = 128;
/** Stands for a packet that no connection is known of. */
const NO_CONNECTION = 0;

/**
 * Counts the connections that came by the rule and are still open, that of the packet included.
 * Source: iptables 1.8.9 libxt_connlimit.c (text), Linux net/netfilter/xt_connlimit.c, nf_conncount.c (test).
 */
export const connlimit: MatchExtension<ConnlimitMatch> = {
  name: "connlimit",
  options: {
    "--connlimit-above": 1,
    "--connlimit-upto": 1,
    "--connlimit-mask": 1,
    "--connlimit-saddr": 0,
    "--connlimit-daddr": 0,
  },
  inverts: LIMITS,

  parse(options, _protocol, family = "IPv4") {
    const second = secondOf(options, LIMITS) ?? secondOf(options, SIDES);
    if (second !== undefined) return refuse("connlimit takes one limit and one side", second);
    const limit = options.find(({ name }) => LIMITS.includes(name));
    if (limit === undefined) return refuse(`connlimit wants ${LIMITS.join(" or ")}`);
    const count = parseUint32(limit.values[0] ?? "");
    if (count === undefined) return refuseValue(limit, "a number of 32 bits");
    const bits = parseBits(findOption(options, "--connlimit-mask"), family);
    if (!bits.ok) return bits;
    const isAbove = (limit.name === "--connlimit-above") !== limit.inverted;
    const side = findOption(options, "--connlimit-daddr") ? "destination" : "source";
    return { ok: true, value: { match: "connlimit", isAbove, count, bits: bits.value, side } };
  },

  print: printConnlimit,

  test(spec, packet, context) {
    const key = keyOf(spec, packet);
    const connections = connectionsOf(key, context);
    context.memory.numbers("connlimit").set(key, connections);
    return decide(connections.length > spec.count === spec.isAbove);
  },

  explain(spec, packet, context) {
    const key = keyOf(spec, packet);
    const { length } = connectionsOf(key, context);
    return [
      explainPart({
        part: printConnlimit(spec),
        field: `connections of ${key}`,
        packetValue: String(length),
        ruleValue: `${spec.isAbove ? "above" : "up to"} ${spec.count}`,
        inverted: false,
        holds: length > spec.count === spec.isAbove,
      }),
    ];
  },
};

/** iptables takes more bits than an address has, and keeps as many as there are. */
function parseBits(option: WrittenOption | undefined, family: Family): Parsed<number> {
  const most = ADDRESS_BITS[family];
  if (option === undefined) return { ok: true, value: most };
  const text = option.values[0] ?? "";
  const number = /^\d+$/.test(text) ? Number(text) : undefined;
  if (number !== undefined && number <= MOST_WRITTEN_BITS) {
    return { ok: true, value: Math.min(number, most) };
  }
  const mask = number === undefined ? parseMask(text, family) : undefined;
  const bits = mask === undefined ? undefined : prefixBits(mask);
  return bits === undefined ? refuseValue(option, "a prefix length") : { ok: true, value: bits };
}

function printConnlimit({ isAbove, count, bits, side }: ConnlimitMatch): string {
  const limit = `--connlimit-${isAbove ? "above" : "upto"} ${count}`;
  return `${limit} --connlimit-mask ${bits} --connlimit-${side === "source" ? "saddr" : "daddr"}`;
}

function keyOf({ side, bits }: ConnlimitMatch, packet: Packet): string {
  const address: Address = packet[side];
  return printAddress(applyMask(address, prefixMask(bits, familyOf(address))));
}

/** By id: those that came by before and are open, and the packet's own. */
function connectionsOf(key: string, context: MatchContext): readonly number[] {
  const { connection, memory } = context;
  const own = connection?.connection?.id ?? NO_CONNECTION;
  const before = memory.numbers("connlimit").get(key) ?? [];
  const others = before.filter((id) => id !== own && context.isOpenConnection(id));
  return [...others, own];
}
