import { findOption } from "../matches/writtenOptions";
import { PORT_MAX } from "../net/portRange";
import { TCP } from "../net/protocol";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";

/** `-j SYNPROXY`: answers SYNs in the server's place, and lets in only clients that answer back. */
export interface SynproxyTarget {
  readonly target: "SYNPROXY";
  readonly sackPerm: boolean;
  readonly timestamp: boolean;
  readonly windowScale: number | undefined;
  readonly segmentBytes: number | undefined;
  readonly ecn: boolean;
}

const SYN = 2;
const ACK = 16;
/** FIN, SYN, RST and ACK: what tells the steps of the handshake apart. */
const HANDSHAKE = 0x17;

/** Source: iptables 1.8.9 libxt_SYNPROXY.c (text), Linux net/ipv4/netfilter/ipt_SYNPROXY.c (action). */
export const synproxy: TargetExtension<SynproxyTarget> = {
  name: "SYNPROXY",
  options: { "--sack-perm": 0, "--timestamp": 0, "--wscale": 1, "--mss": 1, "--ecn": 0 },
  hooks: ["INPUT", "FORWARD"],
  isTerminal: true,

  parse(options) {
    const scale = readNumber(options, "--wscale");
    if (!scale.ok) return scale;
    const segment = readNumber(options, "--mss");
    if (!segment.ok) return segment;
    const has = (name: string) => findOption(options, name) !== undefined;
    return {
      ok: true,
      value: {
        target: "SYNPROXY",
        sackPerm: has("--sack-perm"),
        timestamp: has("--timestamp"),
        // Numbers that are too great are cut to 8 and 16 bits.
        windowScale: scale.value === undefined ? undefined : scale.value & 0xff,
        segmentBytes: segment.value === undefined ? undefined : segment.value & PORT_MAX,
        ecn: has("--ecn"),
      },
    };
  },

  whyNot(_spec, { protocol }) {
    return protocol?.number === TCP && !protocol.inverted
      ? undefined
      : "SYNPROXY wants -p tcp in the same rule";
  },

  print({ sackPerm, timestamp, windowScale, segmentBytes, ecn }) {
    const words = [
      ...(sackPerm ? ["--sack-perm"] : []),
      ...(timestamp ? ["--timestamp"] : []),
      ...(windowScale === undefined ? [] : [`--wscale ${windowScale}`]),
      ...(segmentBytes === undefined ? [] : [`--mss ${segmentBytes}`]),
      ...(ecn ? ["--ecn"] : []),
    ];
    return words.join(" ");
  },

  /** A SYN or a lone ACK ends here whatever becomes of the client; everything else goes on. */
  act(_spec, packet) {
    const step = packet.tcpFlags & HANDSHAKE;
    if (step !== SYN && step !== ACK) return { do: "continue", packet };
    const name = "whether the client answers the SYN proxy with the right cookie";
    return { do: "undecided", missing: { kind: "other", name } };
  },

  label() {
    return "SYNPROXY";
  },
};
