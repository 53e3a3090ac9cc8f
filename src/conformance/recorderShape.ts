import {
  type Arrival,
  type ChainHop,
  isChainHop,
  type Made,
  type Outcome,
  type Packet,
  type PacketConnection,
  printAddress,
  printProtocol,
  type RulePlace,
  type Trace,
  type Turn,
} from "@/engine";

const ICMP_PROTOCOLS: readonly number[] = [1, 58];
const FLAG_LETTERS = "FSRPAU";
/** tcp, udp and sctp. */
const PROTOCOLS_WITH_PORTS: readonly number[] = [6, 17, 132];
const NAMED_PROTOCOLS: readonly number[] = [1, 6, 17, 58];

// Source: Linux include/uapi/linux/icmp.h, codes of destination unreachable.
const UNREACHABLE: Readonly<Record<number, string>> = {
  0: "icmp-net-unreachable",
  1: "icmp-host-unreachable",
  2: "icmp-proto-unreachable",
  3: "icmp-port-unreachable",
  9: "icmp-net-prohibited",
  10: "icmp-host-prohibited",
  13: "icmp-admin-prohibited",
};

/** A trace in the shape that the recorder prints: a list of turns. */
export function recorderTurns({ turns }: Trace): readonly object[] {
  return turns.map(recorderTurn);
}

function recorderTurn(turn: Turn): object {
  const path = fullPath(turn);
  const hops = sortByNode(turn.hops.filter(isChainHop), path, 1);
  const madeHops = sortByNode(
    turn.made.flatMap((made) => made.hops.filter(isChainHop)),
    path,
    -1,
  );
  const made = turn.made.flatMap(({ arrived }) =>
    arrived === undefined ? [] : [arrivedView(arrived)],
  );
  return {
    from: turn.from,
    sent: packetView(turn.sent),
    path,
    hops: hops.map(hopView),
    outcome: outcomeView(turn, hops),
    ...(turn.arrived === undefined ? {} : { tuple: tupleView(turn.arrived.packet) }),
    ct: Object.fromEntries(
      Object.entries(turn.connections).map(([node, one]) => [node, connectionView(one, turn.sent)]),
    ),
    ...(made.length === 0 ? {} : { made }),
    ...(madeHops.length === 0 ? {} : { made_hops: madeHops.map(hopView) }),
  };
}

/** The nodes of the packet's way, and after them those that only its answers came through. */
function fullPath(turn: Turn): readonly string[] {
  const path = [...turn.path];
  for (const hop of turn.made.flatMap(({ hops }) => hops)) {
    if (hop.kind !== "wire" && !path.includes(hop.node)) path.push(hop.node);
  }
  return path;
}

/** The recorder puts the hops of each node together. */
function sortByNode(
  hops: readonly ChainHop[],
  path: readonly string[],
  order: 1 | -1,
): readonly ChainHop[] {
  return [...hops].sort(
    (one, other) => order * (path.indexOf(one.node) - path.indexOf(other.node)),
  );
}

function hopView(hop: ChainHop): object {
  return {
    node: hop.node,
    hook: hop.hook,
    table: hop.table,
    chain: hop.chain,
    rulenum: hop.ruleNumber,
    kind: hop.kind,
    verdict: verdictOf(hop),
    mark: hop.before.mark,
    in: hop.inInterface ?? null,
    out: hop.outInterface ?? null,
    ...packetView(hop.before),
  };
}

function verdictOf(hop: ChainHop): string | null {
  switch (hop.kind) {
    case "rule":
      return hop.verdict ?? null;
    case "policy":
      return hop.verdict;
    case "return":
      return "RETURN";
    case "undecided":
      return null;
  }
}

/** Source: Linux net/ipv6/netfilter/ip6t_REJECT.c. */
const UNREACHABLE_IPV6: Readonly<Record<number, string>> = {
  0: "icmp6-no-route",
  1: "icmp6-adm-prohibited",
  3: "icmp6-addr-unreachable",
  4: "icmp6-port-unreachable",
  5: "icmp6-policy-fail",
  6: "icmp6-reject-route",
};

/** Only what the packet has: ICMP errors have no ports, only TCP has flags. */
function packetView(packet: Packet): object {
  const isIcmp = ICMP_PROTOCOLS.includes(packet.protocol);
  return {
    src: printAddress(packet.source),
    dst: printAddress(packet.destination),
    proto: protocolName(packet.protocol),
    ...portsView(packet),
    ...(packet.tcpFlags === 0 ? {} : { flags: flagLetters(packet.tcpFlags) }),
    ttl: packet.ttl,
    tos: packet.tos,
    ...(isIcmp ? { type: packet.icmp?.type, code: packet.icmp?.code } : {}),
  };
}

function protocolName(protocol: number): string {
  return NAMED_PROTOCOLS.includes(protocol) ? printProtocol(protocol) : String(protocol);
}

function portsView({ protocol, sourcePort, destinationPort }: Packet): object {
  const hasPorts = PROTOCOLS_WITH_PORTS.includes(protocol) || ICMP_PROTOCOLS.includes(protocol);
  if (!hasPorts || sourcePort === undefined) return {};
  return { sport: sourcePort, dport: destinationPort };
}

function flagLetters(flags: number): string {
  return [...FLAG_LETTERS].filter((_, bit) => flags & (1 << bit)).join("");
}

function tupleView(packet: Packet): object {
  return {
    proto: protocolName(packet.protocol),
    src: printAddress(packet.source),
    dst: printAddress(packet.destination),
    ...portsView(packet),
  };
}

function arrivedView({ at, node, interface: device, packet }: Arrival): object {
  const where = at === node ? { at, local: true, in: device } : { at, node, dev: device };
  const inner = packet.inner === undefined ? {} : { inner: packetView(packet.inner) };
  return { ...where, ...packetView(packet), ...inner };
}

type TupleOfConnection = NonNullable<PacketConnection["connection"]>["original"];

function connectionView({ connection, direction }: PacketConnection, sent: Packet): object {
  const isOriginal = direction === "original" || looksOriginal(connection, sent);
  return {
    orig: connection && connectionTuple(connection.original),
    reply: connection && connectionTuple(connection.reply),
    mark: connection?.mark,
    state: connection?.tcpState ?? null,
    dir: isOriginal ? "orig" : "reply",
  };
}

/**
 * The recorder takes a packet for one of the original direction when its addresses and source port are that tuple's;
 * with nat a reply may be like that too.
 */
function looksOriginal(connection: PacketConnection["connection"], sent: Packet): boolean {
  if (connection === undefined || sent.icmp !== undefined) return false;
  const { original, reply } = connection;
  const { source, sourcePort, destination, destinationPort } = sent;
  return (
    destinationPort === reply.destinationPort &&
    [original, reply].every(
      (tuple) =>
        tuple.source === source &&
        tuple.sourcePort === sourcePort &&
        tuple.destination === destination,
    )
  );
}

function connectionTuple(tuple: TupleOfConnection): object {
  const ends = { src: printAddress(tuple.source), dst: printAddress(tuple.destination) };
  if (tuple.icmp !== undefined) {
    return { ...ends, id: tuple.sourcePort, type: tuple.icmp.type, code: tuple.icmp.code };
  }
  if (!PROTOCOLS_WITH_PORTS.includes(tuple.protocol)) return ends;
  return { ...ends, sport: tuple.sourcePort, dport: tuple.destinationPort };
}

function outcomeView({ outcome, made }: Turn, hops: readonly ChainHop[]): object {
  switch (outcome.what) {
    case "delivered":
    case "local":
      return { what: outcome.what, at: outcome.at };
    case "dropped":
      return {
        what: "dropped",
        by: placeText(outcome.by),
        kind: outcome.isPolicy ? "policy" : "rule",
      };
    case "rejected":
      return { what: "rejected", by: placeText(outcome.by), with: answerName(outcome, made) };
    case "lost":
      return lostView(outcome, made, hops);
    case "undecided":
      return {
        what: "undecided",
        missing: outcome.missing,
        ways: outcome.ways.map(({ what }) => what),
      };
  }
}

function answerName(
  outcome: Extract<Outcome, { what: "rejected" }>,
  made: readonly Made[],
): string {
  const answer = made.find(({ arrived }) => arrived !== undefined)?.arrived?.packet;
  if (answer === undefined) return outcome.with;
  if (answer.icmp === undefined) return "tcp-reset";
  const names = typeof answer.source === "string" ? UNREACHABLE_IPV6 : UNREACHABLE;
  return names[answer.icmp.code] ?? protocolName(answer.protocol);
}

function lostView(
  outcome: Extract<Outcome, { what: "lost" }>,
  made: readonly Made[],
  hops: readonly ChainHop[],
): object {
  const last = hops.at(-1);
  const answer = made.find(({ arrived }) => arrived !== undefined)?.arrived?.packet;
  const icmp = answer?.icmp === undefined ? undefined : answer;
  return {
    what: "lost",
    after: last === undefined ? null : `${last.node}:${last.table}:${last.hook}`,
    reason: reasonView(outcome),
    ...(outcome.sendError === undefined ? {} : { send_error: outcome.sendError }),
    ...(icmp === undefined
      ? {}
      : {
          icmp: {
            type: icmp.icmp?.type,
            code: icmp.icmp?.code,
            src: printAddress(icmp.source),
            dst: printAddress(icmp.destination),
          },
        }),
    ...(outcome.arpFor === undefined ? {} : { arp_for: printAddress(outcome.arpFor) }),
  };
}

/** The kernel's counters know fewer reasons: a forbidding route counts as no route. */
function reasonView({ reason, sendError }: Extract<Outcome, { what: "lost" }>): string | null {
  if (reason === "nobody listens") return null;
  const isForbidden = reason === "blackhole" || reason === "unreachable" || reason === "prohibit";
  return isForbidden && sendError === undefined ? "no route" : reason;
}

function placeText({ node, table, chain, ruleNumber }: RulePlace): string {
  return `${node}:${table}:${chain}:${ruleNumber}`;
}
