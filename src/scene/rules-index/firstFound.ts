import type { FoundGroup } from "./foundRules";

/** So many of each kind are kept; the others are counted. */
export const MOST_FOUND = 50;

/** Keeps the first of what is found, the best fitting ones foremost, and counts all. */
export class FirstFound<Item> {
  /** By fit, in the order in which they were found. */
  readonly #byFit: readonly Item[][];
  #count = 0;

  constructor(fits: number) {
    this.#byFit = Array.from({ length: fits }, () => []);
  }

  /** Takes one more; `fit` is 0 for the best, up to one less than `fits`. */
  add(item: Item, fit: number): void {
    this.#count += 1;
    const alike = this.#byFit[fit];
    if (alike !== undefined && alike.length < MOST_FOUND) alike.push(item);
  }

  group(): FoundGroup<Item> {
    return { first: this.#byFit.flat().slice(0, MOST_FOUND), count: this.#count };
  }
}
