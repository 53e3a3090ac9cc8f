/**
 * The places of a list that are still free, from which the nth can be taken in logarithmic time: a binary indexed tree.
 * Source: P. M. Fenwick, A new data structure for cumulative frequency tables (1994).
 */
export class FreePlaces {
  readonly #size: number;
  readonly #highest: number;
  /** At i, counted from 1, how many of the places up to i are free that its lowest bit spans. */
  readonly #free: Int32Array;

  constructor(size: number) {
    this.#size = size;
    this.#highest = size < 1 ? 0 : 2 ** Math.floor(Math.log2(size));
    this.#free = Int32Array.from({ length: size + 1 }, (_, at) => at & -at);
  }

  /** Takes the nth free place, counted from 1, and returns which that is, counted from 0. There must be so many. */
  take(nth: number): number {
    let at = 0;
    let left = nth;
    for (let step = this.#highest; step > 0; step >>= 1) {
      const free = this.#free[at + step];
      if (at + step > this.#size || free === undefined || free >= left) continue;
      at += step;
      left -= free;
    }
    for (let taken = at + 1; taken <= this.#size; taken += taken & -taken) {
      this.#free[taken] = (this.#free[taken] ?? 0) - 1;
    }
    return at;
  }
}
