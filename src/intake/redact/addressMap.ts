import type { Address } from "@/engine";
import { type AddressBits, bitsOf, printBits } from "./addressBits";
import { maskOf } from "./addressMask";
import type { FrozenBits } from "./frozenBits";

/** What an address map is drawn from. */
export interface AddressMapOptions {
  /** An unsigned 32-bit number; another one gives other addresses. */
  readonly seed: number;
  readonly frozen: FrozenBits;
}

/**
 * Gives every address another one so that two addresses that begin alike do so afterwards, with as many bits: networks stay
 * networks, and who was in one still is. Bits that were frozen stay, and behind a seam those before it do not count.
 */
export class AddressMap {
  readonly #seed: number;
  readonly #frozen: FrozenBits;
  readonly #known = new Map<Address, string>();

  constructor({ seed, frozen }: AddressMapOptions) {
    this.#seed = seed;
    this.#frozen = frozen;
  }

  /** The other address, as text. */
  map(address: Address): string {
    const known = this.#known.get(address) ?? printBits(this.#moved(bitsOf(address)));
    this.#known.set(address, known);
    return known;
  }

  /** The other network of `10.0.0.0/8` or `10.0.0.0/255.0.0.0`; of an address with bits behind the mask they are kept in it. */
  mapMasked(address: Address, mask: string): string {
    const own = bitsOf(address);
    const kept = maskOf(mask, own.width);
    const moved = this.#moved(own);
    const isNetwork = kept !== undefined && (own.value & ~kept) === 0n;
    return `${printBits(isNetwork ? { ...moved, value: moved.value & kept } : moved)}/${mask}`;
  }

  #moved(address: AddressBits): AddressBits {
    const { width } = address;
    let value = 0n;
    for (let depth = 0; depth < width; depth++) {
      const bit = (address.value >> BigInt(width - 1 - depth)) & 1n;
      const flip = this.#frozen.isFrozen(address, depth) ? 0 : this.#coin(address, depth);
      value = (value << 1n) | (bit ^ BigInt(flip));
    }
    return { width, value };
  }

  /** The same for all addresses that begin with the same bits, back to the last seam. Source of the mixing: MurmurHash3, fmix32. */
  #coin(address: AddressBits, depth: number): number {
    let hash = this.#seed ^ Math.imul(depth + 1 + address.width, 0x9e3779b1);
    for (let rest = this.#frozen.beginningOf(address, depth); rest > 0n; rest >>= 32n)
      hash = mix(hash ^ Number(rest & 0xffffffffn));
    return mix(hash) & 1;
  }
}

function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
