/** Runs so long are sorted at once; so many items are merged between two pauses. */
const AT_ONCE = 1000;

/** A sorted copy, a piece at each step of the generator; what compares as equal keeps its order. */
export function* sortInSteps<Item>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Generator<undefined, readonly Item[], undefined> {
  let runs: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    runs.push(items.slice(at, at + AT_ONCE).sort(compare));
    yield undefined;
  }
  while (runs.length > 1) {
    const longer: (readonly Item[])[] = [];
    for (let at = 0; at < runs.length; at += 2)
      longer.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merge<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Generator<undefined, readonly Item[], undefined> {
  if (right.length === 0) return left;
  const merged: Item[] = [];
  let used = 0;
  for (const item of left) {
    for (
      let next = right[used];
      next !== undefined && compare(next, item) < 0;
      next = right[used]
    ) {
      merged.push(next);
      used += 1;
      if (merged.length % AT_ONCE === 0) yield undefined;
    }
    merged.push(item);
    if (merged.length % AT_ONCE === 0) yield undefined;
  }
  for (; used < right.length; used += 1) {
    const item = right[used];
    if (item !== undefined) merged.push(item);
    if (merged.length % AT_ONCE === 0) yield undefined;
  }
  return merged;
}
