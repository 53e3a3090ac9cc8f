import type { Tuple } from "./tuple";

export const CONNECTION_STATES = ["NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED"] as const;
/** What `--ctstate` calls a packet's relation to its connection. */
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** The states a TCP connection goes through, as `conntrack -L` names them. */
export const TCP_STATES = [
  "NONE",
  "SYN_SENT",
  "SYN_RECV",
  "ESTABLISHED",
  "FIN_WAIT",
  "CLOSE_WAIT",
  "LAST_ACK",
  "TIME_WAIT",
  "CLOSE",
  "SYN_SENT2",
] as const;
export type TcpState = (typeof TCP_STATES)[number];

/** Which way a packet of a connection goes: like its first packet, or the other way. */
export type Direction = "original" | "reply";

/** What conntrack knows of one end of a TCP connection. Source: Linux struct ip_ct_tcp_state. */
export interface TcpEnd {
  /** The newest segment of it that was taken note of (td_end); undefined before the first. */
  readonly upTo: number | undefined;
  /** The newest segment that the other end is ready for (td_maxend); undefined for any. */
  readonly limit: number | undefined;
  /** The newest segment of the other end that it has acknowledged (td_maxack); undefined before the first ACK. */
  readonly acknowledged: number | undefined;
  /** Whether the beginning was not seen, so that numbers are not checked (IP_CT_TCP_FLAG_BE_LIBERAL). */
  readonly isLiberal: boolean;
}

export type TcpEnds = Readonly<Record<Direction, TcpEnd>>;

/** What conntrack remembers of the last TCP segment. Source: Linux struct ip_ct_tcp. */
export interface TcpMemory {
  readonly lastSegment: "SYN" | "SYNACK" | "FIN" | "ACK" | "RST" | "NONE";
  readonly lastDirection: Direction;
  /** Whether it carried data: then the answer to it acknowledges something else than the next number. */
  readonly lastHadPayload: boolean;
  /** Its `sequence`; undefined for a packet that nobody counted. */
  readonly lastSequence: number | undefined;
  readonly ends: TcpEnds;
  /** Whether an orderly close was begun (IP_CT_TCP_FLAG_CLOSE_INIT). */
  readonly closeBegun: boolean;
  /** Whether both sides opened at once (IP_CT_TCP_SIMULTANEOUS_OPEN). */
  readonly simultaneousOpen: boolean;
}

/** A connection as it stands at one moment: a value, replaced and never changed. */
export interface Connection {
  /** Counts up in the order of creation on one node; stable through the connection's life. */
  readonly id: number;
  /** The tuple of the first packet as it entered the node. */
  readonly original: Tuple;
  /** The tuple a reply has; after NAT it is not the mirror of `original`. */
  readonly reply: Tuple;
  /** undefined unless the protocol is TCP. */
  readonly tcpState: TcpState | undefined;
  /** undefined unless the protocol is TCP. */
  readonly tcpMemory?: TcpMemory | undefined;
  /** The connection mark (`CONNMARK`), 32 bits unsigned. */
  readonly mark: number;
  readonly seenReply: boolean;
  readonly assured: boolean;
  /** Whether the first packet got through every chain, so that the entry is in the table. */
  readonly confirmed: boolean;
  /** Whether the source was really changed (`--ctstate SNAT`). */
  readonly sourceChanged: boolean;
  /** Whether the destination was really changed (`--ctstate DNAT`). */
  readonly destinationChanged: boolean;
  /** Whether the source mapping is settled, changed or not: nat chains for it are not visited any more. */
  readonly sourceSettled?: boolean;
  /** Whether the destination mapping is settled, changed or not. */
  readonly destinationSettled?: boolean;
  /** The interface MASQUERADE took the address of; a packet leaving by another one ends the connection. */
  readonly masqueradeInterface?: string | undefined;
  /** What a listing said it had left to live; undefined for one that a packet of the walk began. Time does not end it. */
  readonly secondsLeft?: number | undefined;
}

/** What conntrack says of one packet. */
export interface PacketConnection {
  readonly state: ConnectionState;
  readonly direction: Direction;
  /** undefined when INVALID, UNTRACKED or not tracked at all. */
  readonly connection: Connection | undefined;
}

/** Whether a connection is still there and not closed. Source: Linux net/netfilter/nf_conncount.c, already_closed. */
export function isOpen(connection: Connection | undefined): boolean {
  if (connection === undefined) return false;
  return connection.tcpState !== "TIME_WAIT" && connection.tcpState !== "CLOSE";
}

/** Whether nat has nothing left to decide about this end of the connection. */
export function isSettled(connection: Connection, manip: "source" | "destination"): boolean {
  const settled = manip === "source" ? connection.sourceSettled : connection.destinationSettled;
  return settled === true;
}
