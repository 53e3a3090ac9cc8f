const BLOCK_BYTES = 64;
const WORD_BYTES = 4;
/** What stands behind the text in its last block: one bit, and the length in bits. */
const END_BYTES = 9;
const ROUNDS = 64;

// Source: FIPS 180-4, section 5.3.3
const START = Int32Array.from([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

// Source: FIPS 180-4, section 4.2.2
const ROUND_CONSTANTS = Int32Array.from([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

/** The first 96 bits of a SHA-256, as three words of 32 bits. */
export type Sha256Start = readonly [number, number, number];

const LAST_ASCII = 0x7f;

let blocks = new Uint8Array(4 * BLOCK_BYTES);
// Typed arrays, not views, and given to who works on them: reading and writing words is most of the work.
const schedule = new Int32Array(ROUNDS);
const hash = new Int32Array(START.length);
const encoder = new TextEncoder();

/**
 * The start of the SHA-256 of the UTF-8 of `start` and `rest` as one text. A library does the same; but the names of a
 * large cluster are some 50,000 short texts, for which making its objects and copies takes longer than the hashing.
 * In two pieces, since ten names in a row begin alike and joining is not free; a character is in one of them.
 * Source: FIPS 180-4, section 6.2.
 */
export function sha256Start(start: string, rest = ""): Sha256Start {
  const byteCount = pad(start, rest);
  hash.set(START);
  for (let at = 0; at < byteCount; at += BLOCK_BYTES) {
    expand(schedule, blocks, at);
    compress(hash, schedule, ROUND_CONSTANTS);
  }
  return [wordOf(hash, 0), wordOf(hash, 1), wordOf(hash, 2)];
}

/** Fills the blocks, and says how many bytes they have. */
function pad(start: string, rest: string): number {
  const most = (start.length + rest.length) * 3 + END_BYTES + BLOCK_BYTES;
  if (blocks.length < most) blocks = new Uint8Array(most);
  const bytes = blocks;
  const written = write(bytes, rest, write(bytes, start, 0));
  const byteCount = Math.ceil((written + END_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
  const bits = written * 8;
  bytes[written] = 0x80;
  for (let at = written + 1; at < byteCount; at++) bytes[at] = 0;
  bytes[byteCount - 4] = bits >>> 24;
  bytes[byteCount - 3] = bits >>> 16;
  bytes[byteCount - 2] = bits >>> 8;
  bytes[byteCount - 1] = bits;
  return byteCount;
}

/** Writes a text's UTF-8 from `at` on, and says where it ends. */
function write(bytes: Uint8Array, text: string, at: number): number {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > LAST_ASCII) {
      const end = bytes.subarray(at + index);
      return at + index + encoder.encodeInto(text.slice(index), end).written;
    }
    bytes[at + index] = code;
  }
  return at + text.length;
}

/** Makes the 64 words of the block that begins at `start`. */
function expand(words: Int32Array, bytes: Uint8Array, start: number): void {
  const given = BLOCK_BYTES / WORD_BYTES;
  for (let index = 0; index < given; index++) {
    const at = start + index * WORD_BYTES;
    words[index] =
      (byteOf(bytes, at) << 24) |
      (byteOf(bytes, at + 1) << 16) |
      (byteOf(bytes, at + 2) << 8) |
      byteOf(bytes, at + 3);
  }
  for (let index = given; index < words.length; index++) {
    const fifteenBack = wordOf(words, index - 15);
    const twoBack = wordOf(words, index - 2);
    const one = rotate(fifteenBack, 7) ^ rotate(fifteenBack, 18) ^ (fifteenBack >>> 3);
    const other = rotate(twoBack, 17) ^ rotate(twoBack, 19) ^ (twoBack >>> 10);
    words[index] = wordOf(words, index - 16) + one + wordOf(words, index - 7) + other;
  }
}

function compress(state: Int32Array, words: Int32Array, constants: Int32Array): void {
  let a = wordOf(state, 0);
  let b = wordOf(state, 1);
  let c = wordOf(state, 2);
  let d = wordOf(state, 3);
  let e = wordOf(state, 4);
  let f = wordOf(state, 5);
  let g = wordOf(state, 6);
  let h = wordOf(state, 7);
  for (let round = 0; round < words.length; round++) {
    const mixedE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const chosen = g ^ (e & (f ^ g));
    const added = wordOf(constants, round) + wordOf(words, round);
    const one = (h + mixedE + chosen + added) | 0;
    const mixedA = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const other = (mixedA + ((a & b) ^ (c & (a ^ b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + other) | 0;
  }
  state[0] = wordOf(state, 0) + a;
  state[1] = wordOf(state, 1) + b;
  state[2] = wordOf(state, 2) + c;
  state[3] = wordOf(state, 3) + d;
  state[4] = wordOf(state, 4) + e;
  state[5] = wordOf(state, 5) + f;
  state[6] = wordOf(state, 6) + g;
  state[7] = wordOf(state, 7) + h;
}

function byteOf(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function wordOf(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
