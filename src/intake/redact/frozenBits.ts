import { type AddressBits, firstBits } from "./addressBits";

/**
 * Which bits of which addresses a redaction may not turn. A bit is turned for all addresses alike that have the same bits
 * before it, so what is frozen is the bit behind a beginning.
 */
export class FrozenBits {
  /** `width depth beginning`. */
  readonly #bits = new Set<string>();
  /** Networks in which nothing is turned: `width bits beginning`. */
  readonly #networks = new Set<string>();
  readonly #networkBits = new Set<number>();
  /** By width: from this bit on nothing is turned. */
  readonly #from = new Map<number, number>();

  isFrozen(address: AddressBits, depth: number): boolean {
    if (depth >= (this.#from.get(address.width) ?? address.width)) return true;
    if (this.#bits.has(keyOf(address, depth))) return true;
    for (const bits of this.#networkBits)
      if (bits <= depth && this.#networks.has(keyOf(address, bits))) return true;
    return false;
  }

  /** The first bits of an address stay, and are nobody else's. */
  freezeFirst(address: AddressBits, count: number): void {
    for (let depth = 0; depth < count; depth++) this.#bits.add(keyOf(address, depth));
  }

  /** Nothing is turned in a network. */
  freezeInside(address: AddressBits, bits: number): void {
    this.#networks.add(keyOf(address, bits));
    this.#networkBits.add(bits);
  }

  /** The network's own address and its broadcast address stay the first and the last of it. */
  freezeEnds({ width, value }: AddressBits, bits: number): void {
    const hidden = (1n << BigInt(width - bits)) - 1n;
    for (const end of [value & ~hidden, value | hidden])
      for (let depth = bits; depth < width; depth++)
        this.#bits.add(keyOf({ width, value: end }, depth));
  }

  /** Whoever is between two addresses still is: from where they part on, their own bits stay. */
  freezeRange(from: AddressBits, to: AddressBits): void {
    const { width } = from;
    let parting = 0;
    while (parting < width && firstBits(from, parting + 1) === firstBits(to, parting + 1))
      parting++;
    for (let depth = parting; depth < width; depth++) {
      this.#bits.add(keyOf(from, depth));
      this.#bits.add(keyOf(to, depth));
    }
  }

  /** From a bit on nothing is turned, for masks that are no prefixes and for NETMAP, which carries bits from network to network. */
  freezeFrom(width: number, depth: number): void {
    this.#from.set(width, Math.min(depth, this.#from.get(width) ?? width));
  }
}

function keyOf(address: AddressBits, depth: number): string {
  return `${address.width} ${depth} ${firstBits(address, depth).toString(36)}`;
}
