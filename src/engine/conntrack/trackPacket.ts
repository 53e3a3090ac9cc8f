import { isIcmpError } from "../net/icmpError";
import type { Packet } from "../net/packet";
import { ICMPV6, TCP } from "../net/protocol";
import { advanceTcp, beginTcp, firstTcpMemory } from "./advanceTcp";
import type { Connection, ConnectionState, Direction, PacketConnection } from "./connection";
import { type ConnectionEditor, type FoundConnection, findConnection } from "./connectionTable";
import { invertTuple, type Tuple, tupleOfPacket } from "./tuple";

/** ICMP messages that may begin a connection. Source: nf_conntrack_icmp_packet and nf_conntrack_icmpv6_packet, valid_new. */
const REQUEST_TYPES: ReadonlySet<number> = new Set([8, 13, 15, 17, 128, 139]);
/** What neighbours and listeners to groups say. Source: Linux nf_conntrack_proto_icmpv6.c, noct_valid_new. */
const UNTRACKED_ICMPV6_TYPES: ReadonlySet<number> = new Set([
  130, 131, 132, 133, 134, 135, 136, 143,
]);

const INVALID: PacketConnection = {
  state: "INVALID",
  direction: "original",
  connection: undefined,
};

/** What conntrack says of a packet under `--notrack`. */
export const UNTRACKED: PacketConnection = {
  state: "UNTRACKED",
  direction: "original",
  connection: undefined,
};

/** How strictly TCP is taken. */
interface TcpOptions {
  /** Whether a connection may begin in its middle. */
  readonly isTcpLoose: boolean;
  /** Whether a segment outside the window belongs to its connection all the same. */
  readonly isTcpLiberal: boolean;
}

/**
 * Finds or begins the connection of a packet, and moves the connection on. A new one is not in the table yet:
 * that comes when its packet has got through every chain.
 * Source: Linux nf_conntrack_core.c, nf_conntrack_in.
 */
export function trackPacket(
  editor: ConnectionEditor,
  packet: Packet,
  options: TcpOptions,
): PacketConnection {
  if (isIcmpError(packet)) return trackIcmpError(editor, packet);
  if (isNeighbourTalk(packet)) return UNTRACKED;
  const tuple = tupleOfPacket(packet);
  if (tuple === undefined) return INVALID;
  const found = findConnection(editor, tuple);
  if (found === undefined) return beginConnection(editor, packet, tuple, options.isTcpLoose);
  if (packet.protocol !== TCP) return belong(editor, found, found.connection);

  const advance = advanceTcp(found.connection, found.direction, packet, options);
  switch (advance.verdict) {
    case "invalid":
      if (advance.connection !== undefined) editor.put(advance.connection);
      return INVALID;
    case "reopen":
      editor.remove(found.connection);
      return trackPacket(editor, packet, options);
    case "forget": {
      const answer = belong(editor, found, advance.connection);
      editor.remove(found.connection);
      return answer;
    }
    case "accept":
      return belong(editor, found, advance.connection);
  }
}

function isNeighbourTalk({ protocol, icmp }: Packet): boolean {
  return protocol === ICMPV6 && icmp !== undefined && UNTRACKED_ICMPV6_TYPES.has(icmp.type);
}

function belong(
  editor: ConnectionEditor,
  { direction }: FoundConnection,
  connection: Connection,
): PacketConnection {
  const seen = direction === "reply" ? { ...connection, seenReply: true } : connection;
  const isAssured = seen.tcpState === undefined && connection.seenReply;
  const next = isAssured && !seen.assured ? { ...seen, assured: true } : seen;
  editor.put(next);
  return { state: stateOf(next, direction), direction, connection: next };
}

function stateOf(connection: Connection, direction: Direction): ConnectionState {
  return direction === "reply" || connection.seenReply ? "ESTABLISHED" : "NEW";
}

function beginConnection(
  editor: ConnectionEditor,
  packet: Packet,
  original: Tuple,
  isTcpLoose: boolean,
): PacketConnection {
  if (original.icmp !== undefined && !REQUEST_TYPES.has(original.icmp.type)) return INVALID;
  const isTcp = packet.protocol === TCP;
  const tcpState = isTcp ? beginTcp(packet.tcpFlags, isTcpLoose) : undefined;
  if (isTcp && tcpState === undefined) return INVALID;
  const connection: Connection = {
    id: editor.takeId(),
    original,
    reply: invertTuple(original),
    tcpState,
    tcpMemory: isTcp ? firstTcpMemory(packet) : undefined,
    mark: 0,
    seenReply: false,
    assured: false,
    confirmed: false,
    sourceChanged: false,
    destinationChanged: false,
    // Named although they need not be: objects that all have the same fields are copied several times faster.
    sourceSettled: false,
    destinationSettled: false,
    masqueradeInterface: undefined,
  };
  return { state: "NEW", direction: "original", connection };
}

/** An error belongs to the connection of the packet it quotes, if its receiver is that packet's sender. */
function trackIcmpError(editor: ConnectionEditor, packet: Packet): PacketConnection {
  const quoted = packet.inner && tupleOfPacket(packet.inner);
  const found = quoted && findConnection(editor, invertTuple(quoted));
  if (found === undefined) return INVALID;
  const { connection, direction } = found;
  const expected = direction === "original" ? connection.original : connection.reply;
  if (packet.destination !== expected.destination) return INVALID;
  return { state: "RELATED", direction, connection };
}
