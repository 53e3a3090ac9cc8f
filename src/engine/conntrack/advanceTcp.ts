import type { Packet } from "../net/packet";
import {
  type Connection,
  type Direction,
  TCP_STATES,
  type TcpMemory,
  type TcpState,
} from "./connection";
import { judgeReset } from "./judgeReset";
import { checkWindow, endsAfterFirst, endsAfterNewSyn } from "./tcpWindow";

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

type Segment = TcpMemory["lastSegment"];
type LastSegment = Pick<
  TcpMemory,
  "lastSegment" | "lastDirection" | "lastHadPayload" | "lastSequence"
>;
type NextState = TcpState | "ignore" | "invalid";

const ABBREVIATIONS: Readonly<Record<string, NextState>> = {
  NO: "NONE",
  SS: "SYN_SENT",
  SR: "SYN_RECV",
  ES: "ESTABLISHED",
  FW: "FIN_WAIT",
  CW: "CLOSE_WAIT",
  LA: "LAST_ACK",
  TW: "TIME_WAIT",
  CL: "CLOSE",
  S2: "SYN_SENT2",
  IG: "ignore",
  IV: "invalid",
};

/**
 * The next state, one word per present state in the order of TCP_STATES.
 * Source: Linux net/netfilter/nf_conntrack_proto_tcp.c, tcp_conntracks.
 */
const TRANSITIONS: Readonly<Record<Direction, Readonly<Record<Segment, string>>>> = {
  original: {
    SYN: "SS SS IG IG IG IG IG SS SS S2",
    SYNACK: "IV IV SR IV IV IV IV IV IV SR",
    FIN: "IV IV FW FW LA LA LA TW CL IV",
    ACK: "ES IV ES ES CW CW TW TW CL IV",
    RST: "IV CL CL CL CL CL CL CL CL CL",
    NONE: "IV IV IV IV IV IV IV IV IV IV",
  },
  reply: {
    SYN: "IV S2 IV IV IV IV IV SS IV S2",
    SYNACK: "IV SR IG IG IG IG IG IG IG SR",
    FIN: "IV IV FW FW LA LA LA TW CL IV",
    ACK: "IV IG SR ES CW CW TW TW CL IG",
    RST: "IV CL CL CL CL CL CL CL CL CL",
    NONE: "IV IV IV IV IV IV IV IV IV IV",
  },
};

/** The same by direction, segment and present state, a blank between them. */
const NEXT_STATES: ReadonlyMap<string, NextState> = new Map(
  Object.entries(TRANSITIONS).flatMap(([direction, bySegment]) =>
    Object.entries(bySegment).flatMap(([segment, words]) =>
      words
        .split(" ")
        .map((word, at): [string, NextState] => [
          `${direction} ${segment} ${TCP_STATES[at]}`,
          ABBREVIATIONS[word] ?? "invalid",
        ]),
    ),
  ),
);

/** Flag combinations that a TCP may send, PSH and what is beyond URG aside. Source: tcp_valid_flags. */
const VALID_FLAGS: ReadonlySet<number> = new Set([
  SYN,
  SYN | 32,
  SYN | ACK,
  RST,
  RST | ACK,
  FIN | ACK,
  FIN | ACK | 32,
  ACK,
  ACK | 32,
]);

/** What a segment does to a connection. */
export type TcpAdvance =
  | { readonly verdict: "accept"; readonly connection: Connection }
  /** The packet is INVALID; the connection is still where it was, but may have taken note of the segment. */
  | { readonly verdict: "invalid"; readonly connection?: Connection }
  /** The connection is closed and the segment begins a new one: forget it and look again. */
  | { readonly verdict: "reopen" }
  /** The only answer was a RST: the packet goes on, the entry is forgotten. */
  | { readonly verdict: "forget"; readonly connection: Connection };

const INVALID: TcpAdvance = { verdict: "invalid" };

/** The state of a connection that begins with such a segment; undefined when none can begin with it. */
export function beginTcp(flags: number, isLoose: boolean): TcpState | undefined {
  if (!hasValidFlags(flags)) return undefined;
  const state = nextState("NONE", "original", segmentOf(flags));
  if (state === "invalid" || state === "ignore") return undefined;
  return state === "SYN_SENT" || isLoose ? state : undefined;
}

/** What conntrack remembers after the first segment. */
export function firstTcpMemory(packet: Packet): TcpMemory {
  return {
    ...lastSegmentOf(packet, "original"),
    ends: endsAfterFirst(packet),
    closeBegun: false,
    simultaneousOpen: false,
  };
}

/**
 * Moves a known connection on by one segment.
 * Source: nf_conntrack_proto_tcp.c, nf_conntrack_tcp_packet.
 */
export function advanceTcp(
  connection: Connection,
  direction: Direction,
  packet: Packet,
  options: { readonly isTcpLiberal: boolean },
): TcpAdvance {
  const { tcpState: state, tcpMemory: memory } = connection;
  if (state === undefined || memory === undefined || !hasValidFlags(packet.tcpFlags))
    return INVALID;
  const segment = segmentOf(packet.tcpFlags);
  const next = nextState(state, direction, segment);
  if (next === "invalid") return INVALID;
  const last = lastSegmentOf(packet, direction);
  if (isReopening(state, next)) {
    if (memory.closeBegun || isAfterReset(memory, direction)) return { verdict: "reopen" };
    return ignored(connection, { ...memory, ...last });
  }
  if (next !== "ignore") {
    return movedIfInWindow(connection, { from: state, to: next, memory, last }, packet, options);
  }
  if (!answersSyn(memory, direction, packet)) return ignored(connection, { ...memory, ...last });
  const ends = endsAfterNewSyn(memory.ends, memory.lastDirection, memory.lastSequence ?? 0);
  const anew = { from: "SYN_SENT", to: "SYN_RECV", memory: { ...memory, ends }, last } as const;
  return movedIfInWindow(connection, anew, packet, options);
}

function lastSegmentOf(packet: Packet, direction: Direction): LastSegment {
  return {
    lastSegment: segmentOf(packet.tcpFlags),
    lastDirection: direction,
    lastHadPayload: packet.payloadBytes > 0,
    lastSequence: packet.sequence,
  };
}

function isReopening(state: TcpState, next: NextState): boolean {
  return next === "SYN_SENT" && (state === "TIME_WAIT" || state === "CLOSE");
}

function isAfterReset(memory: TcpMemory, direction: Direction): boolean {
  return memory.lastDirection === direction && memory.lastSegment === "RST";
}

/** Whether a SYN/ACK acknowledges just that SYN which was let through last without believing it. */
function answersSyn(memory: TcpMemory, direction: Direction, packet: Packet): boolean {
  const { lastSegment, lastDirection, lastSequence, lastHadPayload } = memory;
  const isTurned = lastSegment === "SYN" && lastDirection !== direction;
  // It acknowledges the SYN, but no data with it: then that is not all that the SYN was.
  if (segmentOf(packet.tcpFlags) !== "SYNACK" || !isTurned || lastHadPayload) return false;
  return packet.acknowledges === undefined || packet.acknowledges === lastSequence;
}

/** Source: nf_conntrack_proto_tcp.c, nf_conntrack_tcp_packet. */
function movedIfInWindow(
  connection: Connection,
  move: Move,
  packet: Packet,
  { isTcpLiberal }: { readonly isTcpLiberal: boolean },
): TcpAdvance {
  if (packet.said?.tcpSegment === "outside the window" && !isTcpLiberal) return INVALID;
  const { memory, last, from } = move;
  const { lastDirection: direction, lastSegment: segment } = last;
  const reset = segment === "RST" ? judgeReset(connection, direction, packet) : "checked";
  if (reset === "invalid") return INVALID;
  if (reset === "taken") return moved(connection, move);
  const { ends } = memory;
  const { verdict, ends: next } = checkWindow({
    ends,
    state: from,
    direction,
    packet,
    isTcpLiberal,
  });
  const noted = { ...memory, ends: next };
  if (verdict === "accept") {
    const isOpen = opensFromBothSides(memory, direction, segment, move.to);
    const to = isOpen || reset === "doubted" ? "ESTABLISHED" : move.to;
    return moved(connection, { ...move, to, memory: noted });
  }
  const stayed = { ...connection, tcpMemory: noted };
  return { verdict: verdict === "ignore" ? "accept" : "invalid", connection: stayed };
}

function opensFromBothSides(
  memory: TcpMemory,
  direction: Direction,
  segment: Segment,
  next: TcpState,
): boolean {
  const acknowledges = direction === "reply" && segment === "ACK";
  return next === "SYN_RECV" && acknowledges && memory.simultaneousOpen;
}

function ignored(connection: Connection, tcpMemory: TcpMemory): TcpAdvance {
  return { verdict: "accept", connection: { ...connection, tcpMemory } };
}

interface Move {
  readonly from: TcpState;
  readonly to: TcpState;
  readonly memory: TcpMemory;
  readonly last: LastSegment;
}

function moved(connection: Connection, { from, to, memory, last }: Move): TcpAdvance {
  const isHandshakeDone = (from === "SYN_RECV" || from === "ESTABLISHED") && to === "ESTABLISHED";
  const next: Connection = {
    ...connection,
    tcpState: to,
    assured: connection.assured || (connection.seenReply && isHandshakeDone),
    tcpMemory: {
      ...last,
      ends: memory.ends,
      closeBegun: memory.closeBegun || (from !== to && to === "FIN_WAIT"),
      simultaneousOpen: memory.simultaneousOpen || to === "SYN_SENT2",
    },
  };
  const isOnlyAnswerReset = last.lastSegment === "RST" && !connection.seenReply;
  return { verdict: isOnlyAnswerReset ? "forget" : "accept", connection: next };
}

function nextState(state: TcpState, direction: Direction, segment: Segment): NextState {
  return NEXT_STATES.get(`${direction} ${segment} ${state}`) ?? "invalid";
}

function hasValidFlags(flags: number): boolean {
  return VALID_FLAGS.has(flags & (FIN | SYN | RST | ACK | 32));
}

function segmentOf(flags: number): Segment {
  if (flags & RST) return "RST";
  if (flags & SYN) return flags & ACK ? "SYNACK" : "SYN";
  if (flags & FIN) return "FIN";
  return flags & ACK ? "ACK" : "NONE";
}
