import { decodeUtf8 } from "../net/utf8";

/**
 * Chain names of several tables, each known by a number that counts up from 0. Names are compared as bytes
 * where they stand in the text and decoded only when asked for, so that reading a rule makes no string.
 */
export class ChainNames {
  readonly #bytes: Uint8Array;
  #slots = new Int32Array(1024).fill(-1);
  #starts = new Uint32Array(512);
  #ends = new Uint32Array(512);
  #tables = new Uint16Array(512);
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get count(): number {
    return this.#count;
  }

  /** The number of the name that stands between two offsets, in the table with that number. */
  intern(table: number, start: number, end: number): number {
    let slot = this.#hash(table, start, end) & (this.#slots.length - 1);
    for (;;) {
      const id = this.#slots[slot] ?? -1;
      if (id < 0) break;
      if (this.#tables[id] === table && this.#isSame(id, start, end)) return id;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    this.#slots[slot] = this.#count;
    return this.#add(table, start, end);
  }

  /** The number of the same name in another table. */
  internIn(table: number, id: number): number {
    return this.intern(table, this.#starts[id] ?? 0, this.#ends[id] ?? 0);
  }

  name(id: number): string {
    return decodeUtf8(this.#bytes.subarray(this.#starts[id], this.#ends[id]));
  }

  table(id: number): number {
    return this.#tables[id] ?? 0;
  }

  #add(table: number, start: number, end: number): number {
    const id = this.#count++;
    if (id >= this.#starts.length) this.#grow();
    this.#starts[id] = start;
    this.#ends[id] = end;
    this.#tables[id] = table;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #grow(): void {
    const length = this.#starts.length * 2;
    this.#starts = copyInto(new Uint32Array(length), this.#starts);
    this.#ends = copyInto(new Uint32Array(length), this.#ends);
    this.#tables = copyInto(new Uint16Array(length), this.#tables);
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 4).fill(-1);
    for (let id = 0; id < this.#count; id++) {
      const hash = this.#hash(this.table(id), this.#starts[id] ?? 0, this.#ends[id] ?? 0);
      let slot = hash & (this.#slots.length - 1);
      while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = id;
    }
  }

  /** FNV-1a over the bytes of the name. */
  #hash(table: number, start: number, end: number): number {
    let hash = 0x811c9dc5 ^ table;
    for (let at = start; at < end; at++) {
      hash = Math.imul(hash ^ (this.#bytes[at] ?? 0), 0x01000193);
    }
    return hash ^ (hash >>> 15);
  }

  #isSame(id: number, start: number, end: number): boolean {
    const known = this.#starts[id] ?? 0;
    if ((this.#ends[id] ?? 0) - known !== end - start) return false;
    for (let at = 0; at < end - start; at++) {
      if (this.#bytes[known + at] !== this.#bytes[start + at]) return false;
    }
    return true;
  }
}

function copyInto<Numbers extends Uint32Array | Uint16Array>(to: Numbers, from: Numbers): Numbers {
  to.set(from);
  return to;
}
