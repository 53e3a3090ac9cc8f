import type { PartExplanation } from "@/engine";
import type { Rewrite } from "../playback/stop";
import type { Point } from "./chainGraph";

/** How a row looks at one stop of the walk. DESIGN: a chain row. */
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
  /** The dotted line from here to the next stop. */
  readonly next: readonly Point[];
}
