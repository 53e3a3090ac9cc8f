import { type Decision, decide } from "../net/decision";
import type { Packet } from "../net/packet";
import { isIcmp, TCP, UDP } from "../net/protocol";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { findOption } from "./writtenOptions";

/** `-m socket`: whether a socket of the node takes the packet. */
export interface SocketMatch {
  readonly match: "socket";
  readonly isTransparent: boolean;
  /** Whether a socket that listens on any address counts as well. */
  readonly countsAnyAddress: boolean;
  /** Whether the packet gets the socket's mark. */
  readonly restoresMark: boolean;
}

const UNKNOWN_SOCKET: Decision = { missing: { kind: "other", name: "which sockets are open" } };
const UNKNOWN_MARK: Decision = { missing: { kind: "other", name: "the mark of the socket" } };

/** Source: iptables 1.8.9 libxt_socket.c (text), Linux net/netfilter/xt_socket.c (test). */
export const socket: MatchExtension<SocketMatch> = {
  name: "socket",
  options: { "--transparent": 0, "--nowildcard": 0, "--restore-skmark": 0 },
  inverts: [],
  hooks: () => ["PREROUTING", "INPUT"],

  parse(options) {
    return {
      ok: true,
      value: {
        match: "socket",
        isTransparent: findOption(options, "--transparent") !== undefined,
        countsAnyAddress: findOption(options, "--nowildcard") !== undefined,
        restoresMark: findOption(options, "--restore-skmark") !== undefined,
      },
    };
  },

  print({ isTransparent, countsAnyAddress, restoresMark }) {
    return [
      ...(isTransparent ? ["--transparent"] : []),
      ...(countsAnyAddress ? ["--nowildcard"] : []),
      ...(restoresMark ? ["--restore-skmark"] : []),
    ].join(" ");
  },

  parts: (spec) => [partOf(spec)],

  test: isTaken,

  explain(spec, packet) {
    return [
      explainPart({
        part: partOf(spec),
        field: "socket",
        packetValue: packet.said?.localSocket ?? "not known",
        ruleValue: spec.isTransparent ? "transparent" : "any",
        inverted: false,
        holds: isTaken(spec, packet),
      }),
    ];
  },
};

function partOf(spec: SocketMatch): string {
  return ["-m socket", socket.print(spec)].filter((text) => text !== "").join(" ");
}

/** Only TCP, UDP and ICMP errors about them can belong to a socket. Source: Linux nf_socket_ipv4.c, nf_sk_lookup_slow_v4. */
function isTaken(
  { isTransparent, countsAnyAddress, restoresMark }: SocketMatch,
  packet: Packet,
): Decision {
  const { protocol } = isIcmp(packet.protocol) ? (packet.inner ?? packet) : packet;
  if (protocol !== TCP && protocol !== UDP) return decide(false);
  const found = packet.said?.localSocket;
  if (found === undefined) return UNKNOWN_SOCKET;
  if (found === "none") return decide(false);
  if (found === "any address" && !countsAnyAddress) return decide(false);
  if (isTransparent && found !== "transparent") return decide(false);
  return restoresMark ? UNKNOWN_MARK : decide(true);
}
