import type { ChainHop, Hop } from "@/engine";
import { HEADER_MIDDLE_PX, ROW_PX } from "./boxMetrics";
import type { ChainBox, Row } from "./chainGraph";

/** Where a hop stands in the graph. */
export interface HopPlace {
  readonly box: ChainBox;
  /** undefined where the chain's header stands for the hop: an empty chain, or one that returns. */
  readonly row: Row | undefined;
  /** The middle of the row's first line, or of the header. */
  readonly y: number;
}

/** The box and row of a hop; undefined for hops outside chains and for chains without a box. */
export function rowOfHop(boxes: readonly ChainBox[], hop: Hop | undefined): HopPlace | undefined {
  if (hop === undefined || !("chain" in hop)) return undefined;
  const id = boxIdOf(hop);
  const box = boxes.find((candidate) => candidate.id === id);
  if (box === undefined) return undefined;
  const row = box.rows.find((candidate) => holds(candidate, hop));
  return { box, row, y: box.y + (row === undefined ? HEADER_MIDDLE_PX : row.yPx + ROW_PX / 2) };
}

/** The id of the box that a hop's chain would have. */
export function boxIdOf({ hook, table, chain }: ChainHop): string {
  return `${hook}/${table}/${chain}`;
}

function holds(row: Row, { kind, ruleNumber }: ChainHop): boolean {
  switch (row.kind) {
    case "rule":
      return row.ruleNumber === ruleNumber;
    case "disabled":
      return false;
    case "gap":
      return row.from <= ruleNumber && ruleNumber <= row.to;
    case "end":
      return kind === "return" || kind === "policy";
  }
}
