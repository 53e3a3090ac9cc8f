/** Which entries of two sequences belong together. */
export interface SequenceDiff {
  /** By index before: the index now of the entry that stays in its order; -1 for none. */
  readonly kept: Int32Array;
  /** By index before: the index now of the equal entry that stands elsewhere; -1 for none. */
  readonly moved: Int32Array;
}

/** More pairs of equal entries than this, and repeated ones are paired in their order instead of in the best one. */
const MOST_PAIRS = 1_000_000;

/**
 * Compares two sequences: as many entries as possible stay in order, equal ones that are left have moved. With n entries
 * that are rarely repeated it takes n log n steps.
 * Source: Hunt and Szymanski, "A fast algorithm for computing longest common subsequences", 1977.
 */
export function diffSequences(before: readonly string[], now: readonly string[]): SequenceDiff {
  const kept = new Int32Array(before.length).fill(-1);
  const { head, tail } = equalEnds(before, now);
  for (let index = 0; index < head; index++) kept[index] = index;
  for (let back = 1; back <= tail; back++) kept[before.length - back] = now.length - back;
  const middle = {
    before: before.slice(head, before.length - tail),
    now: now.slice(head, now.length - tail),
  };
  for (const [one, other] of keepLongest(middle.before, middle.now))
    kept[head + one] = head + other;
  return { kept, moved: pairMoved(before, now, kept) };
}

function equalEnds(before: readonly string[], now: readonly string[]) {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail])
    tail++;
  return { head, tail };
}

type Pair = readonly [before: number, now: number];

/** A pair of equal entries and the longest row of pairs before it. */
interface Link {
  readonly pair: Pair;
  readonly previous: Link | undefined;
}

/** The longest row of pairs that rise in both sequences. */
function keepLongest(before: readonly string[], now: readonly string[]): readonly Pair[] {
  const candidates = candidatesOf(before, now);
  /** By length less one: the row of that length that ends earliest. */
  const rows: Link[] = [];
  for (const [index, entry] of before.entries()) {
    for (const place of candidates(entry)) {
      const length = rowsEndingBefore(rows, place);
      rows[length] = { pair: [index, place], previous: rows[length - 1] };
    }
  }
  const longest: Pair[] = [];
  for (let link = rows.at(-1); link !== undefined; link = link.previous) longest.push(link.pair);
  return longest.reverse();
}

/** How many rows end before a place. They end the later the longer they are. */
function rowsEndingBefore(rows: readonly Link[], place: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.pair[1] ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Gives, for each entry before in turn, the places now that it may be paired with, the last first. */
function candidatesOf(
  before: readonly string[],
  now: readonly string[],
): (entry: string) => readonly number[] {
  const places = placesOf(now);
  let pairs = 0;
  for (const entry of before) pairs += places.get(entry)?.length ?? 0;
  if (pairs <= MOST_PAIRS) {
    for (const list of places.values()) list.reverse();
    return (entry) => places.get(entry) ?? [];
  }
  const used = new Map<string, number>();
  return (entry) => {
    const count = used.get(entry) ?? 0;
    used.set(entry, count + 1);
    const place = places.get(entry)?.[count];
    return place === undefined ? [] : [place];
  };
}

function placesOf(entries: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, entry] of entries.entries()) {
    const known = places.get(entry);
    if (known === undefined) places.set(entry, [index]);
    else known.push(index);
  }
  return places;
}

/** Equal entries that did not stay, paired in their order. */
function pairMoved(
  before: readonly string[],
  now: readonly string[],
  kept: Int32Array,
): Int32Array {
  const moved = new Int32Array(before.length).fill(-1);
  const taken = new Uint8Array(now.length);
  for (const place of kept) if (place >= 0) taken[place] = 1;
  const left = new Map<string, number[]>();
  for (let place = now.length - 1; place >= 0; place--) {
    const entry = now[place];
    if (taken[place] === 1 || entry === undefined) continue;
    const known = left.get(entry);
    if (known === undefined) left.set(entry, [place]);
    else known.push(place);
  }
  for (const [index, entry] of before.entries())
    if (kept[index] === -1) moved[index] = left.get(entry)?.pop() ?? -1;
  return moved;
}
