import type { Packet } from "../net/packet";
import {
  type Connection,
  type Direction,
  TCP_STATES,
  type TcpMemory,
  type TcpState,
} from "./connection";

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

type Segment = TcpMemory["lastSegment"];
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
  /** The packet is INVALID; the connection stays as it was. */
  | { readonly verdict: "invalid" }
  /** The connection is closed and the segment begins a new one: forget it and look again. */
  | { readonly verdict: "reopen" }
  /** The only answer was a RST: the packet goes on, the entry is forgotten. */
  | { readonly verdict: "forget"; readonly connection: Connection };

/** The state of a connection that begins with such a segment; undefined when none can begin with it. */
export function beginTcp(flags: number, isLoose: boolean): TcpState | undefined {
  if (!hasValidFlags(flags)) return undefined;
  const state = nextState("NONE", "original", segmentOf(flags));
  if (state === "invalid" || state === "ignore") return undefined;
  return state === "SYN_SENT" || isLoose ? state : undefined;
}

/** What conntrack remembers after the first segment. */
export function firstTcpMemory({ tcpFlags, payloadBytes }: Packet): TcpMemory {
  return {
    lastSegment: segmentOf(tcpFlags),
    lastDirection: "original",
    lastHadPayload: payloadBytes > 0,
    isOutOfStep: false,
    isLiberal: segmentOf(tcpFlags) !== "SYN",
    closeBegun: false,
    simultaneousOpen: false,
  };
}

/**
 * Moves a known connection on by one segment. Sequence numbers are not modelled: every segment counts as in the window
 * but for an ACK that can only answer what was not seen, and a SYN/ACK after a SYN that was ignored counts as its answer, acknowledging the SYN but no data with it.
 * Source: nf_conntrack_proto_tcp.c, nf_conntrack_tcp_packet.
 */
export function advanceTcp(
  connection: Connection,
  direction: Direction,
  { tcpFlags: flags, payloadBytes, acknowledges = false }: Packet,
): TcpAdvance {
  const { tcpState: state, tcpMemory: memory } = connection;
  if (state === undefined || memory === undefined || !hasValidFlags(flags)) {
    return { verdict: "invalid" };
  }
  const segment = segmentOf(flags);
  const last = {
    lastSegment: segment,
    lastDirection: direction,
    lastHadPayload: payloadBytes > 0,
  };
  const next = nextState(state, direction, segment);
  if (next === "invalid") return { verdict: "invalid" };
  if (isReopening(state, next)) {
    if (memory.closeBegun || isAfterReset(memory, direction)) return { verdict: "reopen" };
    return ignored(connection, { ...memory, ...last });
  }
  if (next === "ignore") {
    if (!answersSyn(memory, direction, segment)) {
      return ignored(connection, { ...memory, ...last });
    }
    if (memory.lastHadPayload) {
      return ignored(connection, { ...memory, ...last, isOutOfStep: !memory.isLiberal });
    }
    const inStep = { ...memory, isOutOfStep: false };
    return moved(connection, { from: "SYN_SENT", to: "SYN_RECV", memory: inStep, last });
  }
  if (isOutOfWindow(memory, segment, acknowledges)) return { verdict: "invalid" };
  const to = opensFromBothSides(memory, direction, segment, next) ? "ESTABLISHED" : next;
  return moved(connection, { from: state, to, memory, last });
}

function isReopening(state: TcpState, next: NextState): boolean {
  return next === "SYN_SENT" && (state === "TIME_WAIT" || state === "CLOSE");
}

function isAfterReset(memory: TcpMemory, direction: Direction): boolean {
  return memory.lastDirection === direction && memory.lastSegment === "RST";
}

/** Whether a SYN/ACK answers a SYN that was let through without believing it. */
function answersSyn(memory: TcpMemory, direction: Direction, segment: Segment): boolean {
  const { lastSegment, lastDirection } = memory;
  return segment === "SYNACK" && lastSegment === "SYN" && lastDirection !== direction;
}

/**
 * Behind a SYN comes its SYN/ACK. An answering ACK there answers one that passed untracked, or the ACK to that one: it
 * acknowledges what was never seen.
 */
function isOutOfWindow(memory: TcpMemory, segment: Segment, acknowledges: boolean): boolean {
  if (memory.isOutOfStep) return segment !== "RST";
  return acknowledges && segment === "ACK" && memory.lastSegment === "SYN" && !memory.isLiberal;
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
  readonly last: Pick<TcpMemory, "lastSegment" | "lastDirection" | "lastHadPayload">;
}

function moved(connection: Connection, { from, to, memory, last }: Move): TcpAdvance {
  const isHandshakeDone = (from === "SYN_RECV" || from === "ESTABLISHED") && to === "ESTABLISHED";
  const next: Connection = {
    ...connection,
    tcpState: to,
    assured: connection.assured || (connection.seenReply && isHandshakeDone),
    tcpMemory: {
      ...last,
      isOutOfStep: memory.isOutOfStep,
      isLiberal: memory.isLiberal,
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
