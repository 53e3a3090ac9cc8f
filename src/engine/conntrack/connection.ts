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
}

/** What conntrack says of one packet. */
export interface PacketConnection {
  readonly state: ConnectionState;
  readonly direction: "original" | "reply";
  /** undefined when INVALID, UNTRACKED or not tracked at all. */
  readonly connection: Connection | undefined;
}
