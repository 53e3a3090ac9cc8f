import { refuse, refuseValue } from "../matches/writtenOptions";
import { parsePort } from "../net/portRange";
import { TCP } from "../net/protocol";
import type { TargetExtension } from "./targetExtension";

/** `-j TCPMSS`: changes the segment size that a SYN announces, which no rule or route here looks at. */
export interface TcpmssTarget {
  readonly target: "TCPMSS";
  /** undefined for what fits the path. */
  readonly segmentBytes: number | undefined;
}

/** Source: iptables 1.8.9 libxt_TCPMSS.c. */
export const tcpmss: TargetExtension<TcpmssTarget> = {
  name: "TCPMSS",
  options: { "--set-mss": 1, "--clamp-mss-to-pmtu": 0 },
  isTerminal: false,

  parse(options, protocol) {
    const [option] = options;
    if (option === undefined || options.length > 1) {
      return refuse("TCPMSS wants --set-mss or --clamp-mss-to-pmtu", options[1]);
    }
    if (protocol !== TCP) return refuse("TCPMSS wants -p tcp and --syn in the same rule", option);
    const segmentBytes =
      option.name === "--set-mss" ? parsePort(option.values[0] ?? "") : undefined;
    if (option.name === "--set-mss" && segmentBytes === undefined) {
      return refuseValue(option, "0 to 65535 bytes");
    }
    return { ok: true, value: { target: "TCPMSS", segmentBytes } };
  },

  print({ segmentBytes }) {
    return segmentBytes === undefined ? "--clamp-mss-to-pmtu" : `--set-mss ${segmentBytes}`;
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label({ segmentBytes }) {
    return segmentBytes === undefined ? "TCPMSS clamp to PMTU" : `TCPMSS set ${segmentBytes}`;
  },
};
