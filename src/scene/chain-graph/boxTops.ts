import { BOX_GAP_PX, HEADER_MIDDLE_PX, STACK_GAP_PX } from "./boxMetrics";
import type { Jump } from "./jump";

interface HeightInput {
  readonly columns: readonly (readonly string[])[];
  /** How many boxes at the top of the first column need room for an arrow between. */
  readonly stacked: number;
  /** Those that are drawn as arrows. */
  readonly jumps: readonly Jump[];
  /** With the note. */
  heightPx(box: string): number;
}

/**
 * The top of every box, from the top of the table. The highest column is packed; the others lie opposite to what they call
 * or are called by, as far as they fit beside it. The first column begins at the top.
 */
export function boxTops(input: HeightInput): ReadonlyMap<string, number> {
  const { columns } = input;
  const tops = new Map<string, number>();
  const heights = columns.map((column, index) => packedHeight(input, column, index));
  const limit = Math.max(...heights, 0);
  const highest = Math.max(0, heights.indexOf(limit));
  place(input, { index: highest, limit, wish: () => undefined, tops });
  for (let index = highest - 1; index >= 1; index--) {
    place(input, { index, limit, wish: (box) => oppositeTargets(input, box, tops), tops });
  }
  if (highest > 0) place(input, { index: 0, limit, wish: () => undefined, tops });
  for (let index = highest + 1; index < columns.length; index++) {
    place(input, { index, limit, wish: (box) => oppositeCallers(input, box, tops), tops });
  }
  return tops;
}

interface Placing {
  readonly index: number;
  readonly limit: number;
  wish(box: string): number | undefined;
  readonly tops: Map<string, number>;
}

/** Goes down the column giving each box its wish or the first free place, then up again where the last ones stick out. */
function place(input: HeightInput, { index, limit, wish, tops }: Placing): void {
  const column = input.columns[index] ?? [];
  let free = 0;
  for (const [position, box] of column.entries()) {
    const top = Math.max(free, wish(box) ?? free);
    tops.set(box, top);
    free = top + input.heightPx(box) + gapAfter(input, index, position);
  }
  let end = limit;
  for (const [position, box] of [...column.entries()].reverse()) {
    const height = input.heightPx(box);
    const top = Math.min(tops.get(box) ?? 0, end - height);
    tops.set(box, top);
    end = top - gapAfter(input, index, position - 1);
  }
}

function gapAfter({ stacked }: HeightInput, column: number, position: number): number {
  return column === 0 && position < stacked - 1 ? STACK_GAP_PX : BOX_GAP_PX;
}

function packedHeight(input: HeightInput, column: readonly string[], index: number): number {
  return column.reduce(
    (sum, box, position) =>
      sum +
      input.heightPx(box) +
      (position < column.length - 1 ? gapAfter(input, index, position) : 0),
    0,
  );
}

/** Where a box would have its arrows straight, in the mean; taken arrows count more. */
function oppositeTargets(
  { jumps }: HeightInput,
  box: string,
  tops: ReadonlyMap<string, number>,
): number | undefined {
  return weightedMean(
    jumps
      .filter(({ fromBox, toBox }) => fromBox === box && tops.has(toBox))
      .map(({ toBox, rowMiddlePx, isTaken }) => ({
        value: (tops.get(toBox) ?? 0) + HEADER_MIDDLE_PX - rowMiddlePx,
        isTaken,
      })),
  );
}

function oppositeCallers(
  { jumps }: HeightInput,
  box: string,
  tops: ReadonlyMap<string, number>,
): number | undefined {
  return weightedMean(
    jumps
      .filter(({ fromBox, toBox }) => toBox === box && tops.has(fromBox))
      .map(({ fromBox, rowMiddlePx, isTaken }) => ({
        value: (tops.get(fromBox) ?? 0) + rowMiddlePx - HEADER_MIDDLE_PX,
        isTaken,
      })),
  );
}

const TAKEN_WEIGHT = 3;

function weightedMean(
  values: readonly { readonly value: number; readonly isTaken: boolean }[],
): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { value, isTaken } of values) {
    const weight = isTaken ? TAKEN_WEIGHT : 1;
    sum += value * weight;
    weights += weight;
  }
  return weights === 0 ? undefined : Math.round(sum / weights);
}
