import type { PartExplanation } from "@/engine";
import type { Rewrite } from "../playback/stop";
import type { Point } from "./chainGraph";

/** How a row looks at one stop of the walk. DESIGN: a chain row. A gap row is `passed-over` once the walk went past it. */
export interface RowState {
  readonly look: "idle" | "passed-over" | "matched" | "current" | "undecided";
  /** For a row that was passed over: the part that failed. */
  readonly failed: PartExplanation | undefined;
  /** Parts that held before one failed: shown as `+3`. */
  readonly held: readonly PartExplanation[];
  /** Set when the failed part was a draw of chance: what was drawn. A lost draw has a sign of its own. */
  readonly drawn: number | undefined;
  /** Shown on the second line once it has happened; stays while the row is in the walk's past. */
  readonly rewrites: readonly Rewrite[];
}

export interface BoxState {
  readonly look: "idle" | "visited" | "current";
  /** What chance drew in this chain so far: `Rule 2 drew 0.712, rule 3 drew 0.184.` Space is kept for it below the note. */
  readonly drew: string | undefined;
}

export interface ArrowState {
  readonly look: "idle" | "taken" | "next" | "undecided";
}

/** Everything lit in the graph at one stop, by id. What has no entry is idle. */
export interface GraphState {
  readonly rows: ReadonlyMap<string, RowState>;
  readonly boxes: ReadonlyMap<string, BoxState>;
  readonly arrows: ReadonlyMap<string, ArrowState>;
  /** The middle of the token where it rests; undefined when the packet is not on this node. */
  readonly token: Point | undefined;
  /** The dotted line from here to the next stop; empty when the packet only goes back to a caller or on in its chain. */
  readonly next: readonly Point[];
  /** The way the token takes to the next stop, from its resting place to its next one; empty when it leaves this graph. */
  readonly way: readonly Point[];
}

/**
 * Why a rule that was tried before a stop's own did not take the packet, part by part. Computed when asked:
 * `stop` is an index into the timeline.
 */
export type ExplainRule = (stop: number, ruleNumber: number) => readonly PartExplanation[];
