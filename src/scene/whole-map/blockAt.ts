import type { MapBlocks, WholeMap } from "./wholeMap";

/** The block under a point of the map; undefined between blocks. `slackPx` is how far beside it still counts. */
export function blockAt(
  { blocks, columns }: WholeMap,
  { x, y }: { readonly x: number; readonly y: number },
  slackPx = 0,
): number | undefined {
  for (const { x: left, width, first, count } of columns) {
    if (x < left - slackPx || x > left + width + slackPx || count === 0) continue;
    const at = firstEndingBelow(blocks, { first, count }, y);
    const candidates = [at, at - 1].filter((one) => one >= first && one < first + count);
    const found = candidates.find((one) => isNear(blocks, one, y, slackPx));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Part of a column. */
interface Range {
  readonly first: number;
  readonly count: number;
}

/** The first block of a column that ends below `y`; the column's end when none does. */
export function firstEndingBelow(blocks: MapBlocks, { first, count }: Range, y: number): number {
  let low = first;
  let high = first + count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = (blocks.y[middle] ?? 0) + (blocks.height[middle] ?? 0);
    if (end < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isNear(blocks: MapBlocks, at: number, y: number, slackPx: number): boolean {
  const top = blocks.y[at] ?? 0;
  return y >= top - slackPx && y <= top + (blocks.height[at] ?? 0) + slackPx;
}
