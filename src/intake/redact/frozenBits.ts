import { type AddressBits, firstBits } from "./addressBits";
import { BitSeams } from "./bitSeams";

/**
 * Which bits of which addresses a redaction may not turn. A bit is turned for all addresses alike that have the same bits
 * before it, back to the last seam, so what is frozen is the bit behind such a beginning.
 */
export class FrozenBits {
  /** `width depth beginning`. */
  readonly #bits = new Set<string>();
  readonly #seams: BitSeams;

  constructor(seams = new BitSeams()) {
    this.#seams = seams;
  }

  /** All that how a bit is turned may depend on: the bits before it, back to the last seam. */
  beginningOf(address: AddressBits, depth: number): bigint {
    const start = this.#seams.startOf(address.width, depth);
    return BigInt.asUintN(depth - start, firstBits(address, depth));
  }

  isFrozen(address: AddressBits, depth: number): boolean {
    return this.#bits.has(this.#keyOf(address, depth));
  }

  /** The first bits of an address stay, and are nobody else's. */
  freezeFirst(address: AddressBits, count: number): void {
    for (let depth = 0; depth < count; depth++) this.#bits.add(this.#keyOf(address, depth));
  }

  /** The network's own address and its broadcast address stay the first and the last of it. */
  freezeEnds({ width, value }: AddressBits, bits: number): void {
    const hidden = (1n << BigInt(width - bits)) - 1n;
    for (const end of [value & ~hidden, value | hidden])
      this.#freezeFrom({ width, value: end }, bits);
  }

  /** Whoever is between two addresses still is: from where they part on, their own bits stay. */
  freezeRange(from: AddressBits, to: AddressBits): void {
    const { width } = from;
    let parting = 0;
    while (parting < width && firstBits(from, parting + 1) === firstBits(to, parting + 1))
      parting++;
    this.#freezeFrom(from, parting);
    this.#freezeFrom(to, parting);
  }

  #freezeFrom(address: AddressBits, start: number): void {
    for (let depth = start; depth < address.width; depth++)
      this.#bits.add(this.#keyOf(address, depth));
  }

  #keyOf(address: AddressBits, depth: number): string {
    return `${address.width} ${depth} ${this.beginningOf(address, depth).toString(36)}`;
  }
}
