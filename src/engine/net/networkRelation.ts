import type { Address } from "./address";
import { quartersOf } from "./ipv6";
import type { Mask, MaskedAddress } from "./prefix";

/** Whether every address of `inner` lies in `outer`; never of two families. */
export function holdsNetwork(outer: MaskedAddress, inner: MaskedAddress): boolean {
  return everyQuarter(outer, inner, (one, oneMask, other, otherMask) => {
    const counts = (oneMask & ~otherMask) === 0;
    return counts && ((one ^ other) & oneMask) === 0;
  });
}

/** Whether no address lies in both; networks of two families have none in common. */
export function areApart(one: MaskedAddress, other: MaskedAddress): boolean {
  return !everyQuarter(
    one,
    other,
    (first, firstMask, second, secondMask) => ((first ^ second) & firstMask & secondMask) === 0,
  );
}

function everyQuarter(
  one: MaskedAddress,
  other: MaskedAddress,
  holds: (one: number, oneMask: number, other: number, otherMask: number) => boolean,
): boolean {
  const [first, firstMask] = [wordsOf(one.address), wordsOf(one.mask)];
  const [second, secondMask] = [wordsOf(other.address), wordsOf(other.mask)];
  if (first.length !== second.length) return false;
  return first.every((word, at) =>
    holds(word, firstMask[at] ?? 0, second[at] ?? 0, secondMask[at] ?? 0),
  );
}

function wordsOf(value: Address | Mask): readonly number[] {
  return typeof value === "number" ? [value] : quartersOf(value);
}
