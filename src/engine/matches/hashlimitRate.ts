import { tokensAt } from "./tokenBucket";

/** Packets: a bucket as in `limit`. */
interface PacketRate {
  readonly counts: "packets";
  /** Time between two packets in 1/1000000 s. */
  readonly interval: number;
  readonly burst: number;
}

/** Bytes, in the kernel's own measure. */
interface ByteRate {
  readonly counts: "bytes";
  /** What 16 bytes cost, in 1/2^32 of a second. */
  readonly cost: number;
  /** How many seconds' worth may be had in advance, once; 0 without `--hashlimit-burst`. */
  readonly burst: number;
}

/** A rate; with `windowSeconds` it is measured over such windows (`--hashlimit-rate-match`). */
export type HashlimitRate = (PacketRate | ByteRate) & {
  readonly windowSeconds: number | undefined;
};

// Source: Linux include/uapi/linux/netfilter/xt_hashlimit.h, XT_HASHLIMIT_SCALE_v2 and XT_HASHLIMIT_BYTE_SHIFT.
export const HASHLIMIT_SCALE = 1_000_000;
const BYTE_SHIFT = 4;
/** Credits for bytes gained in a second. Source: Linux xt_hashlimit.c, CREDITS_PER_JIFFY_BYTES * HZ, at 250 or 1000 Hz. */
const BYTE_CREDITS_PER_SECOND = 4_194_304_000;
const UINT32_SIZE = 2 ** 32;

/** An entry and the packet that meets it. */
export interface RateQuestion {
  /** What was remembered; undefined for an entry without one. */
  readonly state: readonly number[] | undefined;
  /** Of the whole IP packet. */
  readonly bytes: number;
  readonly timeMs: number;
  readonly expireMs: number;
}

export interface RateAnswer {
  readonly isWithin: boolean;
  /** What is remembered next; the first number is when the packet came. */
  readonly state: readonly number[];
  /** How much of the rate is left before this packet. */
  readonly left: string;
}

/** Whether a packet is within a rate. Source: Linux net/netfilter/xt_hashlimit.c, hashlimit_mt_common. */
export function askRate(rate: HashlimitRate, question: RateQuestion): RateAnswer {
  const { state, timeMs, expireMs } = question;
  const [lastMs = timeMs] = state ?? [];
  const isForgotten = timeMs - lastMs > expireMs;
  const asked = isForgotten ? { ...question, state: undefined } : question;
  if (rate.windowSeconds !== undefined) return askWindow(rate, rate.windowSeconds, asked);
  return rate.counts === "packets" ? askPackets(rate, asked) : askBytes(rate, asked);
}

function askPackets({ interval, burst }: PacketRate, { state, timeMs }: RateQuestion): RateAnswer {
  const [sinceMs = timeMs, left] = state ?? [];
  const bucket = {
    capacity: capacityOf(interval, burst),
    intervalMs: (interval * 1000) / HASHLIMIT_SCALE,
  };
  const tokens = tokensAt(bucket, left === undefined ? undefined : [left, sinceMs], timeMs);
  const isWithin = tokens >= 1;
  return {
    isWithin,
    state: [timeMs, isWithin ? tokens - 1 : tokens],
    left: `${Math.floor(tokens)} packets`,
  };
}

/** Credits per 1/1000000 s. Source: Linux xt_hashlimit.c, user2credits, at 250 or 1000 Hz. */
const CREDITS_PER_STEP = 137_438_953n;
const UINT64_BITS = 64;

/** How many packets the bucket holds: the burst, unless that is more than the kernel can count in 64 bits. */
export function capacityOf(interval: number, burst: number): number {
  const cost = BigInt.asUintN(UINT64_BITS, BigInt(interval) * CREDITS_PER_STEP);
  const credit = BigInt.asUintN(UINT64_BITS, BigInt(interval) * BigInt(burst) * CREDITS_PER_STEP);
  return Number(credit) / Number(cost);
}

/** Credits are refilled at once as long as some of the burst is left, which never comes back. */
function askBytes(rate: ByteRate, { state, bytes, timeMs }: RateQuestion): RateAnswer {
  const [sinceMs = timeMs, before = BYTE_CREDITS_PER_SECOND, burstBefore = rate.burst] =
    state ?? [];
  const gained = ((timeMs - sinceMs) * BYTE_CREDITS_PER_SECOND) / 1000;
  let credit = Math.min(BYTE_CREDITS_PER_SECOND, before + gained);
  let burst = burstBefore;
  const each = Math.floor((rate.cost * BYTE_CREDITS_PER_SECOND) / UINT32_SIZE);
  const cost = Math.min(BYTE_CREDITS_PER_SECOND, ((bytes >>> BYTE_SHIFT) + 1) * each);
  const left = `${Math.floor(credit / each) << BYTE_SHIFT} bytes`;
  if (credit < cost && burst > 0) {
    burst -= 1;
    credit = BYTE_CREDITS_PER_SECOND;
  }
  const isWithin = credit >= cost;
  return { isWithin, state: [timeMs, isWithin ? credit - cost : credit, burst], left };
}

/** A window that went over the rate leaves nothing to the next. */
function askWindow(rate: HashlimitRate, seconds: number, question: RateQuestion): RateAnswer {
  const { state, bytes, timeMs } = question;
  const [, startMs = timeMs, countBefore = 0, wasOver = 0] = state ?? [];
  const elapsedMs = timeMs - startMs;
  const isNew = elapsedMs >= seconds * 1000;
  const over = isNew ? Number(countBefore * seconds * 1000 > elapsedMs * perSecond(rate)) : wasOver;
  const count = (isNew ? 0 : countBefore) + (rate.counts === "bytes" ? bytes : 1);
  const most = windowBurst(rate);
  return {
    isWithin: over === 0 && count <= most,
    state: [timeMs, isNew ? timeMs : startMs, count, over],
    left: over === 0 ? `${Math.max(0, most - count + 1)} ${rate.counts}` : "nothing",
  };
}

function perSecond(rate: HashlimitRate): number {
  if (rate.counts === "packets") return Math.floor(HASHLIMIT_SCALE / rate.interval);
  return bytesOfCost(rate.cost);
}

function windowBurst(rate: HashlimitRate): number {
  if (rate.counts === "packets") return rate.burst + perSecond(rate);
  return Math.max(1, rate.burst) * perSecond(rate);
}

/** The bytes a second that a cost stands for. Source: iptables 1.8.9 libxt_hashlimit.c, cost_to_bytes. */
export function bytesOfCost(cost: number): number {
  return (Math.floor((UINT32_SIZE - 1) / cost) - 1) * 2 ** BYTE_SHIFT;
}

/** The cost that stands for bytes a second. Source: iptables 1.8.9 libxt_hashlimit.c, bytes_to_cost. */
export function costOfBytes(bytes: number): number {
  return Math.floor((UINT32_SIZE - 1) / ((Math.floor(bytes / 2 ** BYTE_SHIFT) % UINT32_SIZE) + 1));
}

/** Whether the kernel can count in such costs. Source: Linux xt_hashlimit.c, user2credits_byte. */
export function isCountable(cost: number): boolean {
  return Math.floor((cost * BYTE_CREDITS_PER_SECOND) / UINT32_SIZE) > 0;
}
