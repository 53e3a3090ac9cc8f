import type { Address, AddressRange } from "../net/address";
import type { Ipv4 } from "../net/ipv4";
import { ipv6OfQuarters, quartersOf } from "../net/ipv6";

interface Ends {
  readonly source: Address;
  readonly destination: Address;
}

/**
 * The address out of a range that the kernel maps to: the same one for the same source, and for the same destination unless
 * the range is persistent. In IPv6 it is chosen 32 bits at a time.
 * Source: Linux nf_nat_core.c, find_best_ips_proto; include/linux/jhash.h, jhash2.
 */
export function chooseAddress(
  { source, destination }: Ends,
  range: AddressRange,
  isPersistent: boolean,
): Address {
  if (range.from === range.to) return range.from;
  // A persistent range does without the destination.
  const towards = isPersistent ? [] : wordsOf(destination);
  const hash = jhashOfWords(wordsOf(source), towards.at(-1) ?? 0);
  const chosen = chooseQuarters(range, hash, towards);
  return typeof source === "number" ? ((chosen[0] ?? 0) as Ipv4) : ipv6OfQuarters(chosen);
}

/** From the first quarter that is not at its maximum on, those that follow may be anything. */
function chooseQuarters(
  range: AddressRange,
  firstHash: number,
  towards: readonly number[],
): readonly number[] {
  const most = quarters(range.to);
  const chosen: number[] = [];
  let hash = firstHash;
  let isFullRange = false;
  for (const [at, first] of quarters(range.from).entries()) {
    const last = most[at] ?? 0;
    const least = isFullRange ? 0 : first;
    const quarter = least + scale(hash, isFullRange ? 0xffffffff : last - first + 1);
    chosen.push(quarter);
    if (quarter !== last) isFullRange = true;
    hash = (hash ^ (towards[at] ?? 0)) >>> 0;
  }
  return chosen;
}

function quarters(address: Address): readonly number[] {
  return typeof address === "number" ? [address] : quartersOf(address);
}

/** Source: include/linux/math.h, reciprocal_scale. */
function scale(hash: number, size: number): number {
  return Number((BigInt(hash) * BigInt(size)) >> 32n);
}

/** The kernel hashes addresses as they lie in memory: network order read by a little-endian machine. */
function wordsOf(address: Address): readonly number[] {
  return quarters(address).map((word) => swapBytes(word));
}

const INITIAL = 0xdeadbeef + (4 << 2);

/** jhash2 of an address, padded to the four words of union nf_inet_addr. */
function jhashOfWords(words: readonly number[], initial: number): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = words;
  const start = (INITIAL + initial) | 0;
  const [a, b, c] = mix((start + first) | 0, (start + second) | 0, (start + third) | 0);
  return final((a + fourth) | 0, b, c);
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

function swapBytes(word: number): number {
  return ((word & 255) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}
