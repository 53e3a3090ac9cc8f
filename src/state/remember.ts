/** How many results are kept: several panels ask for the same few things, and stepping back asks for the last ones. */
const USUALLY_KEPT = 16;

/**
 * Remembers the last results of a pure function by the identity of its arguments, so that panels that ask alike share
 * one result, and nothing derived has to be stored. `kept` is how many: fewer where each may be large.
 */
export function remember<Arguments extends readonly unknown[], Result>(
  compute: (...inputs: Arguments) => Result,
  kept = USUALLY_KEPT,
): (...inputs: Arguments) => Result {
  const entries: { readonly inputs: Arguments; readonly result: Result }[] = [];
  return (...inputs) => {
    const place = entries.findIndex((entry) => isSame(entry.inputs, inputs));
    const known = place === -1 ? undefined : entries.splice(place, 1)[0];
    const entry = known ?? { inputs, result: compute(...inputs) };
    entries.unshift(entry);
    if (entries.length > kept) entries.pop();
    return entry.result;
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
