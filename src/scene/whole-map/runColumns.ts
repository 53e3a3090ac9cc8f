import { BLOCK } from "./blockMetrics";
import { type ChainRun, roomAbove, START } from "./mapPlan";

/**
 * Where columns begin when a run is filled into columns of a height in units: places in the run, the first being 0.
 * A block is not cut, and a head is not parted from the first of those that belong to it.
 */
export function runColumns(run: ChainRun, bottom: number): readonly number[] {
  const begins: number[] = [];
  let y = 0;
  run.heights.forEach((height, at) => {
    const isLed = run.starts[at + 1] === START.member;
    const room = roomBefore(run, at, y === 0);
    const needed = room + height + (isLed ? BLOCK.gap + BLOCK.head : 0);
    if (at === 0 || (y > 0 && y + needed > bottom)) {
      begins.push(at);
      y = 0;
    }
    y += roomBefore(run, at, y === 0) + height + BLOCK.gap;
  });
  return begins;
}

/** The room above a chain in units. What parts a family from the one above is not needed at the top of a column. */
export function roomBefore({ starts }: ChainRun, at: number, isTop: boolean): number {
  const room = roomAbove(starts[at] ?? START.family);
  return isTop ? Math.max(0, room - BLOCK.familyGap) : room;
}
