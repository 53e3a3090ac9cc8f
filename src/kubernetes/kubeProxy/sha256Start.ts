const BLOCK_BYTES = 64;
const WORD_BYTES = 4;
/** What stands behind the text in its last block: one bit, and the length in bits. */
const END_BYTES = 9;
const ROUNDS = 64;

// Source: FIPS 180-4, section 5.3.3
const START = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
] as const;

// Source: FIPS 180-4, section 4.2.2
const ROUND_CONSTANTS = wordsView([
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

let blocks = new Uint8Array(4 * BLOCK_BYTES);
let blocksView = new DataView(blocks.buffer);
const schedule = new DataView(new ArrayBuffer(ROUNDS * WORD_BYTES));
const encoder = new TextEncoder();

/**
 * The start of the SHA-256 of a text's UTF-8. A library does the same; but the names of a large cluster are some 50,000
 * short texts, for which making its objects and copies takes longer than the hashing.
 * Source: FIPS 180-4, section 6.2.
 */
export function sha256Start(text: string): Sha256Start {
  const byteCount = pad(text);
  const state: State = [...START];
  for (let at = 0; at < byteCount; at += BLOCK_BYTES) {
    expand(at);
    compress(state);
  }
  return [state[0], state[1], state[2]];
}

type State = [number, number, number, number, number, number, number, number];

/** Fills the blocks, and says how many bytes they have. */
function pad(text: string): number {
  const most = text.length * 3 + END_BYTES + BLOCK_BYTES;
  if (blocks.length < most) {
    blocks = new Uint8Array(most);
    blocksView = new DataView(blocks.buffer);
  }
  const { written } = encoder.encodeInto(text, blocks);
  const byteCount = Math.ceil((written + END_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
  blocks[written] = 0x80;
  blocks.fill(0, written + 1, byteCount);
  blocksView.setUint32(byteCount - WORD_BYTES, written * 8);
  return byteCount;
}

/** Makes the 64 words of the block that begins at `start`. */
function expand(start: number): void {
  for (let at = 0; at < BLOCK_BYTES; at += WORD_BYTES) {
    schedule.setInt32(at, blocksView.getInt32(start + at));
  }
  for (let at = BLOCK_BYTES; at < ROUNDS * WORD_BYTES; at += WORD_BYTES) {
    const fifteenBack = schedule.getInt32(at - 60);
    const twoBack = schedule.getInt32(at - 8);
    const one = rotate(fifteenBack, 7) ^ rotate(fifteenBack, 18) ^ (fifteenBack >>> 3);
    const other = rotate(twoBack, 17) ^ rotate(twoBack, 19) ^ (twoBack >>> 10);
    schedule.setInt32(at, schedule.getInt32(at - 64) + one + schedule.getInt32(at - 28) + other);
  }
}

function compress(state: State): void {
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < ROUNDS * WORD_BYTES; at += WORD_BYTES) {
    const mixedE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const chosen = g ^ (e & (f ^ g));
    const one = (h + mixedE + chosen + ROUND_CONSTANTS.getInt32(at) + schedule.getInt32(at)) | 0;
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
  state[0] = (state[0] + a) | 0;
  state[1] = (state[1] + b) | 0;
  state[2] = (state[2] + c) | 0;
  state[3] = (state[3] + d) | 0;
  state[4] = (state[4] + e) | 0;
  state[5] = (state[5] + f) | 0;
  state[6] = (state[6] + g) | 0;
  state[7] = (state[7] + h) | 0;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** Words in a view, whose readings are numbers for certain. */
function wordsView(words: readonly number[]): DataView {
  const view = new DataView(new ArrayBuffer(words.length * WORD_BYTES));
  for (const [index, word] of words.entries()) view.setUint32(index * WORD_BYTES, word);
  return view;
}
