import { firstEndingBelow } from "./blockAt";
import type { WholeMap } from "./wholeMap";

export type Direction = "up" | "down" | "left" | "right";

/** The block beside another: above or below it, at an end in the next column; to the sides the one at the same height. */
export function nextBlock({ blocks, columns }: WholeMap, from: number, to: Direction): number {
  if (to === "up") return Math.max(0, from - 1);
  if (to === "down") return Math.min(blocks.count - 1, from + 1);
  const own = columns.findIndex(({ first, count }) => from >= first && from < first + count);
  const column = columns[to === "left" ? own - 1 : own + 1];
  if (column === undefined) return from;
  const middle = (blocks.y[from] ?? 0) + (blocks.height[from] ?? 0) / 2;
  return Math.min(firstEndingBelow(blocks, column, middle), column.first + column.count - 1);
}
