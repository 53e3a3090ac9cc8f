import { refuse, refuseValue } from "../matches/writtenOptions";
import type { TargetExtension } from "./targetExtension";

const ACTIONS = ["--ttl-set", "--ttl-dec", "--ttl-inc"] as const;

/** `-j TTL`: changes the hops that the packet has left. */
export interface TtlTarget {
  readonly target: "TTL";
  readonly action: (typeof ACTIONS)[number];
  /** 0 to 255. */
  readonly value: number;
}

/** Source: iptables 1.8.9 libipt_TTL.c (text), Linux net/netfilter/xt_HL.c (action). */
export const ttl: TargetExtension<TtlTarget> = {
  name: "TTL",
  options: { "--ttl-set": 1, "--ttl-dec": 1, "--ttl-inc": 1 },
  tables: ["mangle"],
  isTerminal: false,

  parse(options) {
    const [option] = options;
    const action = ACTIONS.find((name) => name === option?.name);
    if (option === undefined || action === undefined || options.length > 1) {
      return refuse("TTL wants one of --ttl-set, --ttl-dec and --ttl-inc", options[1]);
    }
    const least = action === "--ttl-set" ? 0 : 1;
    const value = Number(option.values[0]);
    if (!/^\d+$/.test(option.values[0] ?? "") || value < least || value > 255) {
      return refuseValue(option, `${least} to 255`);
    }
    return { ok: true, value: { target: "TTL", action, value } };
  },

  print({ action, value }) {
    return `${action} ${value}`;
  },

  act(spec, packet) {
    const changed = changeTtl(spec, packet.ttl);
    return {
      do: "continue",
      packet: changed === packet.ttl ? packet : { ...packet, ttl: changed },
    };
  },

  label({ action, value }) {
    return `TTL ${action.slice("--ttl-".length)} ${value}`;
  },
};

function changeTtl({ action, value }: TtlTarget, before: number): number {
  if (action === "--ttl-set") return value;
  return action === "--ttl-inc" ? Math.min(255, before + value) : Math.max(0, before - value);
}
