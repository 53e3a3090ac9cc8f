import { decide } from "../net/decision";
import type { Packet } from "../net/packet";
import { inPortRange, type PortRange, parsePortRange, printPortRange } from "../net/portRange";
import { hasPorts } from "../net/protocol";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, refuse, refuseValue } from "./writtenOptions";

const SIDES = {
  "--sports": "source port",
  "--dports": "destination port",
  "--ports": "source or destination port",
} as const;
type Side = keyof typeof SIDES;

/** `-m multiport`: a list of ports and ranges. */
export interface MultiportMatch {
  readonly match: "multiport";
  readonly side: Side;
  /** Single ports have equal ends. */
  readonly ports: readonly PortRange[];
  readonly inverted: boolean;
}

/** How many ports the kernel stores; a range takes two. Source: Linux xt_multiport.h, XT_MULTI_PORTS. */
const MOST_PORTS = 15;

/** Source: iptables 1.8.9 libxt_multiport.c (text), Linux net/netfilter/xt_multiport.c (test). */
export const multiport: MatchExtension<MultiportMatch> = {
  name: "multiport",
  options: { "--sports": 1, "--dports": 1, "--ports": 1 },
  inverts: ["--sports", "--dports", "--ports"],
  aliases: { "--source-ports": "--sports", "--destination-ports": "--dports" },

  parse(options, protocol) {
    const [option] = options;
    if (option === undefined || options.length > 1) {
      return refuse("multiport wants one of --sports, --dports and --ports", options[1]);
    }
    if (protocol === undefined || !hasPorts(protocol)) {
      return refuse("multiport wants -p tcp, udp, sctp, dccp or udplite in the same rule", option);
    }
    const ports: PortRange[] = [];
    for (const word of (option.values[0] ?? "").split(",")) {
      const range = parseListedRange(word);
      if (range === undefined) return refuseValue(option, "ports and ranges FROM:TO, by commas");
      ports.push(range);
    }
    if (ports.reduce((sum, { from, to }) => sum + (from === to ? 1 : 2), 0) > MOST_PORTS) {
      return refuseValue(option, `at most ${MOST_PORTS} ports, a range being two`);
    }
    const side = option.name as Side;
    return { ok: true, value: { match: "multiport", side, ports, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}${spec.side} ${portList(spec)}`;
  },

  test(spec, packet) {
    return decide(includesPort(spec, packet) !== spec.inverted);
  },

  explain(spec, packet) {
    return [
      explainPart({
        part: `${spec.side} ${portList(spec)}`,
        field: SIDES[spec.side],
        packetValue: portsOf(spec.side, packet)
          .map((port) => port ?? "none")
          .join(", "),
        ruleValue: portList(spec),
        inverted: spec.inverted,
        holds: includesPort(spec, packet),
      }),
    ];
  },
};

/** Both ends of a range are wanted here, and they must differ. */
function parseListedRange(word: string): PortRange | undefined {
  const ends = word.split(":");
  const range = ends.includes("") ? undefined : parsePortRange(word);
  return range !== undefined && ends.length > 1 && range.from === range.to ? undefined : range;
}

function portList({ ports }: MultiportMatch): string {
  return ports.map((range) => printPortRange(range)).join(",");
}

function includesPort({ side, ports }: MultiportMatch, packet: Packet): boolean {
  for (const range of ports) {
    if (side !== "--dports" && inPortRange(range, packet.sourcePort)) return true;
    if (side !== "--sports" && inPortRange(range, packet.destinationPort)) return true;
  }
  return false;
}

function portsOf(side: Side, packet: Packet): readonly (number | undefined)[] {
  if (side === "--sports") return [packet.sourcePort];
  if (side === "--dports") return [packet.destinationPort];
  return [packet.sourcePort, packet.destinationPort];
}
