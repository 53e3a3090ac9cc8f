/** Whether two lists hold the very same things in the same order. */
export function hasSameElements(one: readonly unknown[], other: readonly unknown[]): boolean {
  return (
    one === other || (one.length === other.length && one.every((item, at) => item === other[at]))
  );
}
