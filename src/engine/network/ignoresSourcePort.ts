import type { Match } from "../matches";
import type { Rule } from "../ruleset/rule";

type MatchName = Match["match"];

/** Matches that look neither at the packet's source port nor at anything that depends on it. */
const BLIND_MATCHES: ReadonlySet<MatchName> = new Set<MatchName>([
  "addrtype",
  "comment",
  "connmark",
  "dscp",
  "icmp",
  "iprange",
  "length",
  "mac",
  "mark",
  "physdev",
  "pkttype",
  "state",
  "statistic",
  "tos",
  "ttl",
]);

const BLIND_TARGETS: ReadonlySet<string> = new Set([
  "ACCEPT",
  "CONNMARK",
  "DNAT",
  "DROP",
  "LOG",
  "MARK",
  "REDIRECT",
  "REJECT",
  "RETURN",
  "jump",
  "goto",
]);

/**
 * Whether two packets that differ in nothing but their source port fare alike at a rule, the port after source NAT aside.
 * False wherever that is not certain.
 */
export function ignoresSourcePort({ matches, target, unknown }: Rule): boolean {
  return unknown === undefined && matches.every(isBlindMatch) && isBlindTarget(target);
}

function isBlindMatch(match: Match): boolean {
  switch (match.match) {
    case "tcp":
    case "udp":
    case "sctp":
      return match.sourcePort === undefined;
    case "multiport":
      return match.side === "--dports";
    case "conntrack":
      return match.tests.every(({ about }) => about !== "port");
    default:
      return BLIND_MATCHES.has(match.match);
  }
}

/** SNAT into a range of ports keeps a source port that lies in it; without one it keeps or draws whatever the port is. */
function isBlindTarget(target: Rule["target"]): boolean {
  if (target === undefined) return true;
  if (target.target === "MASQUERADE" || target.target === "SNAT") {
    return target.range.ports === undefined;
  }
  return BLIND_TARGETS.has(target.target);
}
