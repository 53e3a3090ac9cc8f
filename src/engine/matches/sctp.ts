import { decide } from "../net/decision";
import { SCTP } from "../net/protocol";
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

/** `-m sctp`: the ports of a SCTP packet. */
export interface SctpMatch extends PortTests {
  readonly match: "sctp";
}

/** Source: iptables 1.8.9 libxt_sctp.c (text), Linux net/netfilter/xt_sctp.c (test). */
export const sctp: MatchExtension<SctpMatch> = {
  name: "sctp",
  options: PORT_OPTIONS,
  inverts: Object.keys(PORT_OPTIONS),
  aliases: PORT_ALIASES,
  protocol: SCTP,

  parse(options, protocol) {
    if (protocol !== SCTP) return refuse("sctp wants -p sctp in the same rule");
    const ports = parsePortTests(options);
    return ports.ok ? { ok: true, value: { match: "sctp", ...ports.value } } : ports;
  },

  print(spec) {
    return printPortTests(spec).join(" ");
  },

  parts: portParts,

  test(spec, packet) {
    return decide(packet.protocol === SCTP && satisfiesPortTests(spec, packet));
  },

  explain: explainPortTests,
};
