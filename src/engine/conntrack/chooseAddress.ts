/**
 * Which of `size` addresses the kernel maps a source to: the same one for the same source, and for the same destination
 * unless the range is persistent. Addresses are taken as 32-bit numbers; the answer is 0 to `size` - 1.
 * Source: Linux nf_nat_core.c, find_best_ips_proto; include/linux/jhash.h, jhash2.
 */
export function chooseAddress(source: number, destination: number, size: number): number {
  const hash = jhashOfAddress(swapBytes(source), swapBytes(destination));
  return Number((BigInt(hash) * BigInt(size)) >> 32n);
}

const INITIAL = 0xdeadbeef + (4 << 2);

/** jhash2 of a source address padded to the four words of union nf_inet_addr. */
function jhashOfAddress(word: number, initial: number): number {
  let a = (INITIAL + initial) | 0;
  let b = a;
  let c = a;
  a = (a + word) | 0;
  [a, b, c] = mix(a, b, c);
  return final(a, b, c);
}

type Words = [number, number, number];

function mix(first: number, second: number, third: number): Words {
  let [a, b, c]: Words = [first, second, third];
  a = ((a - c) | 0) ^ rotate(c, 4);
  c = (c + b) | 0;
  b = ((b - a) | 0) ^ rotate(a, 6);
  a = (a + c) | 0;
  c = ((c - b) | 0) ^ rotate(b, 8);
  b = (b + a) | 0;
  a = ((a - c) | 0) ^ rotate(c, 16);
  c = (c + b) | 0;
  b = ((b - a) | 0) ^ rotate(a, 19);
  a = (a + c) | 0;
  c = ((c - b) | 0) ^ rotate(b, 4);
  b = (b + a) | 0;
  return [a, b, c];
}

function final(first: number, second: number, third: number): number {
  let [a, b, c]: Words = [first, second, third];
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  return c >>> 0;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The kernel hashes addresses as they lie in memory: network order read by a little-endian machine. */
function swapBytes(word: number): number {
  return ((word & 255) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}
