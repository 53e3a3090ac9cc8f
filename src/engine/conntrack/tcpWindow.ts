import type { Packet } from "../net/packet";
import type { Direction, TcpEnd, TcpEnds, TcpState } from "./connection";

const SYN = 2;
const ACK = 16;

/** What is known of an end that nothing was heard of. */
const UNHEARD: TcpEnd = {
  upTo: undefined,
  limit: undefined,
  acknowledged: undefined,
  isLiberal: false,
};

/** A segment that comes in, and where its connection stands. */
export interface Incoming {
  readonly ends: TcpEnds;
  readonly state: TcpState;
  readonly direction: Direction;
  readonly packet: Packet;
  /** Whether no segment is too far out (nf_conntrack_tcp_be_liberal). */
  readonly isTcpLiberal: boolean;
}

/** Whether a segment counts, and what is known of both ends after it. */
export interface WindowVerdict {
  /** `ignore`: it goes on, but moves nothing. */
  readonly verdict: "accept" | "ignore" | "invalid";
  readonly ends: TcpEnds;
}

/** Both ends after the first segment. Source: Linux net/netfilter/nf_conntrack_proto_tcp.c, tcp_new. */
export function endsAfterFirst({ tcpFlags, sequence = 0 }: Packet): TcpEnds {
  const isLiberal = (tcpFlags & SYN) === 0;
  const limit = isLiberal ? undefined : sequence;
  return {
    original: { ...UNHEARD, upTo: sequence, limit, isLiberal },
    reply: { ...UNHEARD, isLiberal },
  };
}

/** Both ends where a SYN that nobody believed turns out to have begun anew: nothing is known of the other one. */
export function endsAfterNewSyn(ends: TcpEnds, direction: Direction, sequence: number): TcpEnds {
  const { isLiberal } = ends[otherEnd(direction)];
  return withEnds(
    direction,
    { ...UNHEARD, upTo: sequence, limit: sequence },
    {
      ...UNHEARD,
      isLiberal,
    },
  );
}

/**
 * Whether a segment lies in the window, as far as the order of segments tells: an end sends nothing before the other has
 * answered its first, and acknowledges nothing that was not taken note of.
 * Source: nf_conntrack_proto_tcp.c, tcp_in_window.
 */
export function checkWindow(incoming: Incoming): WindowVerdict {
  const { ends, direction, packet, isTcpLiberal } = incoming;
  const { sequence = 0, acknowledges = 0 } = packet;
  const sender = senderAtFirst(incoming);
  const receiver = ends[otherEnd(direction)];
  const begun = withEnds(direction, sender, receiver);
  if (isBareSynOfAnswerer(incoming, sender)) return { verdict: "accept", ends: begun };

  const isLiberal = sender.isLiberal || isTcpLiberal;
  const isAcknowledgedSeen = receiver.upTo === undefined || acknowledges <= receiver.upTo;
  const isBeyondLimit = sender.limit !== undefined && sequence > sender.limit;
  if (isBeyondLimit && isAcknowledgedSeen && receiver.upTo !== undefined) {
    const ahead = withEnds(direction, { ...sender, upTo: sequence }, receiver);
    return { verdict: isLiberal ? "accept" : "ignore", ends: ahead };
  }
  if (isBeyondLimit || !isAcknowledgedSeen) {
    return { verdict: isLiberal ? "accept" : "invalid", ends: begun };
  }
  const upTo = Math.max(sender.upTo ?? 0, sequence);
  const acknowledged = acknowledgedBy(sender, packet);
  const noted = { ...sender, upTo, acknowledged };
  return { verdict: "accept", ends: withEnds(direction, noted, { ...receiver, limit: undefined }) };
}

function acknowledgedBy(
  sender: TcpEnd,
  { tcpFlags, acknowledges = 0 }: Packet,
): number | undefined {
  if ((tcpFlags & ACK) === 0) return sender.acknowledged;
  return Math.max(sender.acknowledged ?? 0, acknowledges);
}

/** The sender as it stands before the segment is looked at: its first one, or a SYN while nothing is open, begins anew. */
function senderAtFirst({ ends, state, direction, packet }: Incoming): TcpEnd {
  const { sequence = 0, tcpFlags } = packet;
  const sender = ends[direction];
  const isSyn = (tcpFlags & SYN) !== 0;
  const isOpening = state === "SYN_SENT" || state === "SYN_RECV";
  if (sender.upTo !== undefined && !(isSyn && isOpening && sequence > sender.upTo)) return sender;
  const isLiberal = sender.isLiberal;
  if (isSyn) return { ...UNHEARD, upTo: sequence, limit: sequence, isLiberal };
  return { ...sender, upTo: sequence };
}

/** A SYN without ACK from the end that was called: both open at once. */
function isBareSynOfAnswerer({ ends, direction, packet }: Incoming, sender: TcpEnd): boolean {
  const isBareSyn = (packet.tcpFlags & (SYN | ACK)) === SYN;
  const isFirst = ends[direction].upTo === undefined;
  return isBareSyn && sender !== ends[direction] && (isFirst || direction === "reply");
}

function withEnds(direction: Direction, sender: TcpEnd, receiver: TcpEnd): TcpEnds {
  return direction === "original"
    ? { original: sender, reply: receiver }
    : { original: receiver, reply: sender };
}

function otherEnd(direction: Direction): Direction {
  return direction === "original" ? "reply" : "original";
}
