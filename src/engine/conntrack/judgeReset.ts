import type { Packet } from "../net/packet";
import type { Connection, Direction, TcpMemory, TcpState } from "./connection";

/** Source: Linux net/netfilter/nf_conntrack_proto_tcp.c, tcp_can_early_drop. */
const CLOSING_STATES: ReadonlySet<TcpState> = new Set([
  "FIN_WAIT",
  "CLOSE_WAIT",
  "LAST_ACK",
  "TIME_WAIT",
  "CLOSE",
]);

/**
 * What a RST does before the window is looked at: `taken` closes without a look, `checked` closes if it is in the window,
 * `doubted` leaves an established connection open although in the window, since its number is not just the one expected.
 * Source: nf_conntrack_proto_tcp.c, nf_conntrack_tcp_packet, case TCP_CONNTRACK_CLOSE.
 */
export type ResetJudgement = "taken" | "checked" | "doubted" | "invalid";

/** Judges a RST of a connection; whoever calls knows that the packet is one. */
export function judgeReset(
  connection: Connection,
  direction: Direction,
  packet: Packet,
): ResetJudgement {
  const { tcpState: state, tcpMemory: memory, assured, seenReply } = connection;
  if (state === undefined || memory === undefined) return "invalid";
  if (CLOSING_STATES.has(state)) return "taken";
  const isEstablished = state === "ESTABLISHED" && assured;
  const number = judgeNumber(memory, direction, packet.sequence ?? 0, isEstablished);
  if (number === "invalid") return "invalid";
  const last = memory.lastSegment;
  const isToUnbelieved = (seenReply && last === "SYN") || (!assured && last === "ACK");
  const isItsAnswer = isToUnbelieved && packet.acknowledges === (memory.lastSequence ?? 0);
  return isItsAnswer ? "taken" : number;
}

function judgeNumber(
  memory: TcpMemory,
  direction: Direction,
  sequence: number,
  isEstablished: boolean,
): "checked" | "doubted" | "invalid" {
  const { lastSegment, lastDirection, lastSequence, ends } = memory;
  const { acknowledged } = ends[direction === "original" ? "reply" : "original"];
  if (acknowledged === undefined || lastSegment === "SYN") return "checked";
  if (sequence === 0 && !isEstablished) return "checked";
  if (sequence < acknowledged) return "invalid";
  if (!isEstablished || sequence === acknowledged) return "checked";
  const isOfTrain = lastSegment === "ACK" && lastDirection === direction;
  return isOfTrain && sequence === lastSequence ? "checked" : "doubted";
}
