import { type Match, matchExtensionOf, type PortRange, type Rule } from "@/engine";

/** `--dport 80`, `! --sport 1024:`, `-m multiport --dports 80,443`. */
export interface PortCondition {
  readonly side: "source" | "destination";
  readonly ranges: readonly PortRange[];
  readonly inverted: boolean;
}

/** `--ctstate NEW,RELATED`. */
export interface StateCondition {
  readonly any: readonly string[];
  readonly inverted: boolean;
}

/** What a rule asks of a packet, so that two rules can be compared. The header is read from the rule itself. */
export interface RuleConditions {
  readonly header: Pick<
    Rule,
    "source" | "destination" | "inInterface" | "outInterface" | "protocol" | "fragment"
  >;
  readonly ports: readonly PortCondition[];
  readonly states: readonly StateCondition[];
  /** All else, as printed: two of them mean the same only when they are the same to the letter. */
  readonly letters: readonly string[];
  /** Whether a packet that satisfies it once does so whenever it is asked: no chance, no counting, no clock. */
  readonly isLasting: boolean;
  /** Whether what it asks about may be changed by rules in between: a mark, a TTL, an ipset. */
  readonly isChangeable: boolean;
}

type MatchName = Match["match"];

/** Matches on what no rule can change. */
const LASTING: ReadonlySet<MatchName> = new Set<MatchName>([
  ...(["comment", "tcp", "udp", "sctp", "multiport", "conntrack", "state"] as const),
  ...(["addrtype", "iprange", "icmp", "icmp6", "physdev", "mac", "pkttype", "owner"] as const),
]);

/** Matches on what stays unless a rule changes it. */
const CHANGEABLE: ReadonlySet<MatchName> = new Set<MatchName>([
  ...(["mark", "connmark", "tos", "dscp", "ttl", "hl", "set"] as const),
]);

/** The conditions of a rule; undefined where the rule holds something that is not known. */
export function conditionsOf(rule: Rule): RuleConditions | undefined {
  const isKnown = rule.unknown === undefined || rule.unknown.missing.kind === "missing-chain";
  if (!isKnown) return undefined;
  const { matches } = rule;
  return {
    header: rule,
    ports: matches.flatMap(portsOf),
    states: matches.flatMap(statesOf),
    letters: matches.flatMap(lettersOf),
    isLasting: matches.every(isLasting),
    isChangeable: matches.some(({ match }) => CHANGEABLE.has(match)),
  };
}

/** Whether every packet satisfies it. */
export function isUnconditional(rule: Rule): boolean {
  const conditions = conditionsOf(rule);
  if (conditions === undefined || !conditions.isLasting) return false;
  const { header, ports, states, letters } = conditions;
  const asked = [
    ...[header.source, header.destination, header.inInterface, header.outInterface],
    ...[header.protocol, header.fragment],
  ];
  const isBare = asked.every((part) => part === undefined);
  return isBare && ports.length + states.length + letters.length === 0;
}

function isLasting(match: Match): boolean {
  // What entries have counted changes with every packet.
  if (match.match === "set") return match.counters.length === 0;
  if (match.match === "recent") return onlyRemembers(match);
  return LASTING.has(match.match) || CHANGEABLE.has(match.match);
}

/** `-m recent --set` takes every packet. Source: Linux net/netfilter/xt_recent.c, recent_mt. */
function onlyRemembers({ action, inverted }: Extract<Match, { match: "recent" }>): boolean {
  return action === "--set" && !inverted;
}

function portsOf(match: Match): readonly PortCondition[] {
  if (match.match === "multiport") {
    if (match.side === "--ports") return [];
    const side = match.side === "--sports" ? "source" : "destination";
    return [{ side, ranges: match.ports, inverted: match.inverted }];
  }
  if (match.match !== "tcp" && match.match !== "udp" && match.match !== "sctp") return [];
  const { sourcePort, destinationPort } = match;
  const source = sourcePort && {
    side: "source" as const,
    ranges: [sourcePort],
    inverted: sourcePort.inverted,
  };
  const destination = destinationPort && {
    side: "destination" as const,
    ranges: [destinationPort],
    inverted: destinationPort.inverted,
  };
  return [source, destination].filter((one) => one !== undefined);
}

function statesOf(match: Match): readonly StateCondition[] {
  if (match.match === "state") return [{ any: match.states, inverted: match.inverted }];
  if (match.match === "conntrack" && match.states !== undefined) return [match.states];
  return [];
}

/** What of a match is neither ports nor states. */
function lettersOf(match: Match): readonly string[] {
  const left = withoutCompared(match);
  if (left === undefined) return [];
  const text = matchExtensionOf(left).print(left);
  // `-m tcp` alone says no more than the `-p tcp` beside it.
  return text === "" && HAS_PORTS.has(left.match) ? [] : [`${left.match} ${text}`];
}

const HAS_PORTS: ReadonlySet<MatchName> = new Set<MatchName>(["tcp", "udp", "sctp"]);

/** A match without what is compared by its meaning; undefined when nothing is left. */
function withoutCompared(match: Match): Match | undefined {
  switch (match.match) {
    case "comment":
    case "state":
    case "udp":
      return undefined;
    case "multiport":
      return match.side === "--ports" ? match : undefined;
    case "recent":
      return onlyRemembers(match) ? undefined : match;
    // Of a packet without a connection the states alone count, so that with other tests they belong together.
    case "conntrack":
      return match.tests.length === 0 ? undefined : match;
    case "tcp":
    case "sctp":
      return { ...match, sourcePort: undefined, destinationPort: undefined };
    default:
      return match;
  }
}
