import { decide } from "../net/decision";
import { parseLaxRange } from "../net/portRange";
import { UDP } from "../net/protocol";
import type { MatchExtension } from "./matchExtension";
import {
  explainPortTests,
  PORT_ALIASES,
  PORT_OPTIONS,
  type PortTests,
  parsePortTests,
  portParts,
  printPortTests,
  satisfiesPortTests,
} from "./portTests";
import { refuse } from "./writtenOptions";

/** `-m udp`: the ports of a UDP packet. */
export interface UdpMatch extends PortTests {
  readonly match: "udp";
}

/** Source: iptables 1.8.9 libxt_udp.c (text), Linux net/netfilter/xt_tcpudp.c (test). */
export const udp: MatchExtension<UdpMatch> = {
  name: "udp",
  options: PORT_OPTIONS,
  inverts: Object.keys(PORT_OPTIONS),
  aliases: PORT_ALIASES,
  protocol: UDP,

  parse(options, protocol) {
    if (protocol !== UDP) return refuse("udp wants -p udp in the same rule");
    const ports = parsePortTests(options, (text) => parseLaxRange(text, true));
    return ports.ok ? { ok: true, value: { match: "udp", ...ports.value } } : ports;
  },

  print(spec) {
    return printPortTests(spec).join(" ");
  },

  parts: portParts,

  test(spec, packet) {
    return decide(packet.protocol === UDP && satisfiesPortTests(spec, packet));
  },

  explain: explainPortTests,
};
