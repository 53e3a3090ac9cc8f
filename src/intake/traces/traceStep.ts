import type { TableName } from "@/engine";

/** One line of a kernel trace: what a packet met in a chain. */
export interface TraceStep {
  /** 1-based line of the pasted text. */
  readonly line: number;
  /** Tells packets apart in xtables-monitor's output; the kernel's own lines have none. */
  readonly traceId: string | undefined;
  readonly table: TableName;
  readonly chain: string;
  /** A rule that matched, a user chain's end or a RETURN, or the end of a base chain. */
  readonly kind: "rule" | "return" | "policy";
  /** Counted from 1 in its chain, as the kernel prints it; xtables-monitor prints handles instead. */
  readonly ruleNumber: number | undefined;
  /** nftables' number of the rule, which says nothing of its place. */
  readonly ruleHandle: number | undefined;
  /** What xtables-monitor prints of the verdict: `CONTINUE`, `ACCEPT`, `JUMP:chain`, `RETURN`. */
  readonly verdict: string | undefined;
  /** The rule as xtables-monitor prints it, from `-A` on. */
  readonly rule: string | undefined;
  /** The packet as it was at this point; undefined when no line shows it. */
  readonly packet: TracedPacket | undefined;
}

/** A packet as nf_log prints it. What a line does not show is undefined. */
export interface TracedPacket {
  readonly inInterface: string | undefined;
  readonly outInterface: string | undefined;
  readonly source: string;
  readonly destination: string;
  /** As printed: `TCP`, `UDP`, `ICMP`, `ICMPv6`, or a number; "" where xtables-monitor prints none. */
  readonly protocol: string;
  readonly sourcePort: number | undefined;
  readonly destinationPort: number | undefined;
  readonly icmpType: number | undefined;
  readonly icmpCode: number | undefined;
  /** `SYN`, `ACK` …, in the order of printing. */
  readonly flags: readonly string[];
  readonly ttl: number | undefined;
  /** The byte that says how urgent it is; its lowest bit is never printed. */
  readonly tos: number | undefined;
  /** The whole packet's bytes; of IPv6 those behind the header. */
  readonly length: number | undefined;
  /** 0 where none is printed. */
  readonly mark: number;
  /** The IP identification, by which lines of one packet belong together. */
  readonly id: number | undefined;
  /** Identifier and sequence number of an ICMP echo. */
  readonly echo: { readonly id: number; readonly sequence: number } | undefined;
  /** Whose process sent it, where the line tells. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  /** What an ICMP error quotes. */
  readonly quoted: TracedPacket | undefined;
}
