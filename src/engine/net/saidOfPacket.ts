/**
 * What a person may say of a packet, and of the packets that answer it, that their headers do not tell but a rule may ask
 * for. What is left out is not known, and a rule that asks for it is undecided.
 */
export interface SaidOfPacket {
  /** Who owns the process that sends it, where a node sends it (`owner`). */
  readonly owner?: PacketOwner | undefined;
  /** The bytes after the transport header, one character each, code points 0 to 255 (`string`, `u32`, `bpf`). */
  readonly payload?: string | undefined;
  /** The number of the processor that handles it, counted from 0 (`cpu`). */
  readonly cpu?: number | undefined;
  /** The control group of the process that sends it, where a node sends it (`cgroup`). */
  readonly cgroup?: PacketCgroup | undefined;
  /** The date on the nodes' clocks, in ms since 1970 UTC, when it is sent (`time`). */
  readonly dateMs?: number | undefined;
  /** Which socket of a node it comes through would take it (`socket`). */
  readonly localSocket?: LocalSocket | undefined;
  /** For a TCP segment that is not the first of its connection: it carries ACK in place of SYN. Answers are not meant. */
  readonly tcpSegment?: TcpSegment | undefined;
}

/** Whether the numbers of a segment are those that conntrack expects of its connection. */
export type TcpSegment = "within the window" | "outside the window";

/** User and groups of a process, by number. */
export interface PacketOwner {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups?: readonly number[] | undefined;
}

/** The control group of a process. */
export interface PacketCgroup {
  /** Below the root of the unified hierarchy, without a slash before or behind: `system.slice/sshd.service`. */
  readonly path?: string | undefined;
  /** `net_cls.classid` of the old hierarchy. */
  readonly classId?: number | undefined;
}

/** "any address" listens on 0.0.0.0 or ::, "its address" on the packet's own; "transparent" besides has IP_TRANSPARENT. */
export type LocalSocket = "none" | "any address" | "its address" | "transparent";
