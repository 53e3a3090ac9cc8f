/**
 * What the kernel did with a case, as the recorder prints it (conformance/README.md), less what nobody compares.
 * Names are the recorder's own, so that a line of its output can be read as it is.
 */
export interface RecordedCase {
  readonly name: string;
  /** Why the tools or the kernel would not load the rules; then there are no packets. */
  readonly error?: string;
  readonly packets?: readonly RecordedPacket[];
  /** What was asked. */
  readonly case: Readonly<Record<string, unknown>>;
  /** On what it was recorded; only in files that are kept. */
  readonly recorded?: { readonly kernel: string; readonly iptables: string };
}

export interface RecordedPacket {
  /** As it stands in the case. */
  readonly packet: unknown;
  readonly turns: readonly RecordedTurn[];
}

/** One packet from its sender to its end: the one asked for, or a reply. */
export interface RecordedTurn {
  readonly hops?: readonly RecordedHop[];
  /** The way of the answer (RST or ICMP error) that the packet caused. */
  readonly made_hops?: readonly RecordedHop[];
  readonly outcome?: Readonly<Record<string, unknown>>;
  /** The packet's addresses and ports as it arrived. */
  readonly tuple?: unknown;
  /** The connection right after the packet, by node. */
  readonly ct?: Readonly<Record<string, RecordedConnection>>;
  readonly made?: readonly Readonly<Record<string, unknown>>[];
  /** Places of the `statistic --mode random` rules that took the packet; only in files that are kept. */
  readonly took?: readonly RulePosition[];
}

/** A rule that matched or a chain that ran out; `rule` is its text, only where the recorder was just asked. */
export interface RecordedHop extends Readonly<Record<string, unknown>> {
  readonly node: string;
  readonly table: string;
  readonly chain: string;
  readonly rulenum: number;
  readonly rule?: string | null;
}

export interface RecordedConnection extends Readonly<Record<string, unknown>> {
  readonly orig: { readonly sport?: number };
  readonly reply: { readonly dport?: number };
}

/** Node, table, chain, rule number from 1. */
export type RulePosition = readonly [string, string, string, number];
