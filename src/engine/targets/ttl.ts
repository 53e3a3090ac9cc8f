import { refuse } from "../matches/writtenOptions";
import type { Packet } from "../net/packet";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";

/** How the hops that a packet has left are changed. */
export const TTL_CHANGES = ["set", "dec", "inc"] as const;
export type TtlChange = (typeof TTL_CHANGES)[number];

/** `-j TTL`: changes the hops that the packet has left. */
export interface TtlTarget {
  readonly target: "TTL";
  readonly change: TtlChange;
  /** 0 to 255. */
  readonly value: number;
}

/** Source: iptables 1.8.9 libipt_TTL.c (text), Linux net/netfilter/xt_HL.c (action). */
export const ttl: TargetExtension<TtlTarget> = {
  name: "TTL",
  family: "IPv4",
  options: { "--ttl-set": 1, "--ttl-dec": 1, "--ttl-inc": 1 },
  tables: ["mangle"],
  isTerminal: false,

  parse(options) {
    const change = TTL_CHANGES.find((one) => options[0]?.name === `--ttl-${one}`);
    if (change === undefined || options.length > 1) {
      return refuse("TTL wants one of --ttl-set, --ttl-dec and --ttl-inc", options[1]);
    }
    const least = change === "set" ? 0 : 1;
    const value = readNumber(options, `--ttl-${change}`, { least, most: 255 });
    if (!value.ok) return value;
    return { ok: true, value: { target: "TTL", change, value: value.value ?? 0 } };
  },

  print({ change, value }) {
    return `--ttl-${change} ${value}`;
  },

  act({ change, value }, packet) {
    return { do: "continue", packet: changeTtl(packet, change, value) };
  },

  label({ change, value }) {
    return `TTL ${change} ${value}`;
  },
};

/** The packet with its hops changed, within 0 and 255; the same object when nothing changes. */
export function changeTtl(packet: Packet, change: TtlChange, value: number): Packet {
  const changed = changed8(packet.ttl, change, value);
  return changed === packet.ttl ? packet : { ...packet, ttl: changed };
}

function changed8(before: number, change: TtlChange, value: number): number {
  if (change === "set") return value;
  return change === "inc" ? Math.min(255, before + value) : Math.max(0, before - value);
}
