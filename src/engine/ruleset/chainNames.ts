import { decodeUtf8, encodeUtf8 } from "../net/utf8";

/**
 * Chain names of several tables, each known by a number that counts up from 0. Names are compared as bytes
 * where they stand in the text and decoded only when asked for, so that reading a rule makes no string.
 */
export class ChainNames {
  #bytes: Uint8Array;
  #textBetween: (start: number, end: number) => string;
  #slots = new Int32Array(1024).fill(-1);
  #starts = new Uint32Array(512);
  #ends = new Uint32Array(512);
  #tables = new Uint16Array(512);
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#textBetween = (start, end) => decodeUtf8(bytes.subarray(start, end));
  }

  /** Lets the bytes go: from now on names are read from elsewhere, and none can be added. */
  readFrom(textBetween: (start: number, end: number) => string): void {
    this.#bytes = NO_BYTES;
    this.#textBetween = textBetween;
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
    return this.#textBetween(this.#starts[id] ?? 0, this.#ends[id] ?? 0);
  }

  /** The number of a name in the table with that number; undefined where it does not stand in the text. */
  find(table: number, name: string): number | undefined {
    if (name.includes(NO_UTF8)) return this.#seek(table, name);
    let slot = hashOfName(table, name) & (this.#slots.length - 1);
    for (;;) {
      const id = this.#slots[slot] ?? -1;
      if (id < 0) return undefined;
      if (this.#tables[id] === table && this.name(id) === name) return id;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
  }

  table(id: number): number {
    return this.#tables[id] ?? 0;
  }

  /** What was no UTF-8 has other bytes than what is shown for it. */
  #seek(table: number, name: string): number | undefined {
    for (let id = 0; id < this.#count; id++)
      if (this.#tables[id] === table && this.name(id) === name) return id;
    return undefined;
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
    let hash = OFFSET_BASIS ^ table;
    for (let at = start; at < end; at++) {
      hash = Math.imul(hash ^ (this.#bytes[at] ?? 0), PRIME);
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

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const NO_BYTES = new Uint8Array(0);
const LAST_ASCII = 127;
const NO_UTF8 = "\uFFFD";

/** The same hash of a name that is no part of the text. */
function hashOfName(table: number, name: string): number {
  let hash = OFFSET_BASIS ^ table;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code > LAST_ASCII) return hashOfBytes(table, encodeUtf8(name));
    hash = Math.imul(hash ^ code, PRIME);
  }
  return hash ^ (hash >>> 15);
}

function hashOfBytes(table: number, bytes: Uint8Array): number {
  let hash = OFFSET_BASIS ^ table;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME);
  return hash ^ (hash >>> 15);
}

function copyInto<Numbers extends Uint32Array | Uint16Array>(to: Numbers, from: Numbers): Numbers {
  to.set(from);
  return to;
}
