/**
 * Where addresses are looked at regardless of what stands before: a mask with holes tests its last bits in every network, and
 * NETMAP carries them from one network to another. From such a bit on, an address is turned as if it began there.
 */
export class BitSeams {
  /** By width: where the part begins that each bit is in. */
  readonly #starts = new Map<number, readonly number[]>();

  /** A part begins at bit `depth`, counted from 0. */
  add(width: number, depth: number): void {
    const old = this.#starts.get(width) ?? Array.from({ length: width }, () => 0);
    this.#starts.set(
      width,
      old.map((start, bit) => (bit >= depth ? Math.max(start, depth) : start)),
    );
  }

  /** The first bit of the part that bit `depth` is in. */
  startOf(width: number, depth: number): number {
    return this.#starts.get(width)?.[depth] ?? 0;
  }
}
