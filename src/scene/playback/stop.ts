import type { Hop, TableName } from "@/engine";

/** Where a packet rests on the timeline: one stop per hop, plus stop 0, before anything was sent. */
export interface Stop {
  /** 0 is the packet at its sender; stop n is the n-th hop of the whole walk, all turns counted through. */
  readonly index: number;
  /** Index into `Trace.turns`. */
  readonly turn: number;
  /** Index into the turn's `made`, when the hop belongs to a RST or ICMP error; else undefined. */
  readonly made: number | undefined;
  /** undefined for stop 0. */
  readonly hop: Hop | undefined;
  /** The host or node at which the packet rests. */
  readonly at: string;
  /** What colours its cell. */
  readonly lane: TableName | "wire" | "routing" | "conntrack" | "undecided";
  /** What changed here, if anything a person should see. */
  readonly change: Change | undefined;
  /** When the packet sets off from the stop before. */
  readonly startMs: number;
  /** When it has arrived and settled, and a rewrite (if any) begins. */
  readonly arriveMs: number;
  /** When everything at this stop has been shown; the next stop's `startMs`. */
  readonly endMs: number;
}

export const CHANGE_KINDS = [
  "mark",
  "dnat",
  "snat",
  "un-dnat",
  "un-snat",
  "drop",
  "reject",
  "lost",
  "undecided",
  "delivered",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A notch on the player's track. */
export interface Change {
  readonly kind: ChangeKind;
  /** As the notch is labelled: `MARK`, `MARK 0`, `DNAT`, `MASQUERADE`, `un-SNAT`, `DROP`. */
  readonly label: string;
  readonly rewrites: readonly Rewrite[];
}

/** One field's old and new value, as printed. */
export interface Rewrite {
  readonly field:
    | "source"
    | "destination"
    | "mark"
    | "reply source"
    | "reply destination"
    | "connection mark";
  readonly before: string;
  readonly after: string;
}
