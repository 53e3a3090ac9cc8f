import type { PortRange } from "@/engine";

/** Whole numbers: ranges with both ends in them, apart from one another and in order. Empty for none. */
export type NumberRanges = readonly PortRange[];

/** The numbers that are in both. */
export function inBoth(one: NumberRanges, other: NumberRanges): NumberRanges {
  return one.flatMap((range) =>
    other.flatMap(({ from, to }) => {
      const both = { from: Math.max(range.from, from), to: Math.min(range.to, to) };
      return both.from <= both.to ? both : [];
    }),
  );
}

/** The numbers from 0 to `most` that are in none of the ranges, which may lie in any order and overlap. */
export function allBut(ranges: readonly PortRange[], most: number): NumberRanges {
  return ranges.reduce<NumberRanges>(
    (left, { from, to }) =>
      inBoth(left, [
        ...(from > 0 ? [{ from: 0, to: from - 1 }] : []),
        ...(to < most ? [{ from: to + 1, to: most }] : []),
      ]),
    [{ from: 0, to: most }],
  );
}

/** The numbers from 0 to `most` of which something holds. Asks of each: for a byte, not for an address. */
export function numbersThat(holds: (value: number) => boolean, most: number): NumberRanges {
  const ranges: { from: number; to: number }[] = [];
  for (let value = 0; value <= most; value++) {
    if (!holds(value)) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last.to === value - 1) last.to = value;
    else ranges.push({ from: value, to: value });
  }
  return ranges;
}

/** One of the numbers: the first that is liked and among them, else the least; undefined for none. */
export function oneOf(ranges: NumberRanges, liked: readonly number[]): number | undefined {
  const isAmong = (value: number) => ranges.some(({ from, to }) => from <= value && value <= to);
  return liked.find(isAmong) ?? ranges[0]?.from;
}
