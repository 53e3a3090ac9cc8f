import type { Match } from "../matches";
import { findOption, refuse } from "../matches/writtenOptions";
import { TCP } from "../net/protocol";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";

/** `-j TCPMSS`: changes the segment size that a SYN announces. Of that rules see only that the packet may grow. */
export interface TcpmssTarget {
  readonly target: "TCPMSS";
  /** undefined for what fits the path. */
  readonly segmentBytes: number | undefined;
}

/** The largest packet less the smallest headers. Source: iptables 1.8.9 libxt_TCPMSS.c. */
const MOST = { IPv4: 65_515, IPv6: 65_495 } as const;
const SYN = 2;
const OPTION_BYTES = 4;

/** Source: iptables 1.8.9 libxt_TCPMSS.c (text), Linux net/netfilter/xt_TCPMSS.c (checks and action). */
export const tcpmss: TargetExtension<TcpmssTarget> = {
  name: "TCPMSS",
  options: { "--set-mss": 1, "--clamp-mss-to-pmtu": 0 },
  isTerminal: false,

  parse(options, _protocol, family = "IPv4") {
    if (options.length === 0) return refuse("TCPMSS wants --set-mss or --clamp-mss-to-pmtu");
    const size = readNumber(options, "--set-mss", { most: MOST[family] });
    if (!size.ok) return size;
    // Beside --clamp-mss-to-pmtu the kernel forgets --set-mss.
    const isClamped = findOption(options, "--clamp-mss-to-pmtu") !== undefined;
    const segmentBytes = isClamped ? undefined : size.value;
    return { ok: true, value: { target: "TCPMSS", segmentBytes } };
  },

  /** The path is known only once the packet has a route. */
  hooksOf({ segmentBytes }) {
    return segmentBytes === undefined ? ["FORWARD", "OUTPUT", "POSTROUTING"] : undefined;
  },

  whyNot(_spec, { protocol, matches }) {
    const isTcp = protocol?.number === TCP && !protocol.inverted;
    return isTcp && matches.some(asksForSyn)
      ? undefined
      : "TCPMSS wants -p tcp and --syn, or --tcp-flags with SYN set, in the same rule";
  },

  print({ segmentBytes }) {
    return segmentBytes === undefined ? "--clamp-mss-to-pmtu" : `--set-mss ${segmentBytes}`;
  },

  /** A SYN without the option is given one. Source: xt_TCPMSS.c, tcpmss_mangle_packet. */
  act(_spec, packet) {
    const { protocol, payloadBytes, tcpOptionBytes = 0 } = packet;
    if (protocol !== TCP || payloadBytes > 0 || tcpOptionBytes > 0)
      return { do: "continue", packet };
    return { do: "continue", packet: { ...packet, tcpOptionBytes: OPTION_BYTES } };
  },

  label({ segmentBytes }) {
    return segmentBytes === undefined ? "TCPMSS clamp to PMTU" : `TCPMSS set ${segmentBytes}`;
  },
};

/** Source: Linux net/netfilter/xt_TCPMSS.c, find_syn_match. */
function asksForSyn(match: Match): boolean {
  if (match.match !== "tcp" || match.flags === undefined) return false;
  return !match.flags.inverted && (match.flags.set & SYN) !== 0;
}
