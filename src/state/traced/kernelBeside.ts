import type { ReplayedPacket } from "@/conformance/trace/replayTrace";
import type { Narration } from "../walk/told";

/** What a kernel was seen to do with a packet, beside the engine's walk of it. */
export interface KernelBeside {
  readonly replayed: ReplayedPacket;
  /** By stop: whether the kernel did the same there. A stop that the trace does not show has none. */
  readonly stops: ReadonlyMap<number, StopFlag>;
  /** By the place of a row, `table chain number`: what is to be seen of the kernel there. */
  readonly rows: ReadonlyMap<string, RowFlag>;
  /** The stop at which the two part; undefined where they do not. */
  readonly partsAt: number | undefined;
  /** What is said of a stop, with what the kernel did. */
  tell(own: Narration, stop: number): Narration;
}

/** "parts": the first place where the engine goes another way; "alone": behind that, the trace has no such step. */
export type StopFlag = "same" | "parts" | "alone";

/** Where the two part: the rule that the engine took, or the one that the kernel took. */
export type RowFlag = "engine" | "kernel";

/** How a row's place is written; "end" for that of a chain. */
export function rowPlace(table: string, chain: string, ruleNumber: number | "end"): string {
  return `${table} ${chain} ${ruleNumber}`;
}
