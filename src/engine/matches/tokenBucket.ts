/**
 * A bucket that holds `capacity` tokens and gains one every `intervalMs`; it begins full. Its state is what a match remembers:
 * the tokens left and when that was, in ms of the world's clock.
 */
export interface TokenBucket {
  readonly capacity: number;
  readonly intervalMs: number;
}

/** The tokens there are now. Source: Linux net/netfilter/xt_limit.c and xt_hashlimit.c, whose steps are those of a jiffy. */
export function tokensAt(
  { capacity, intervalMs }: TokenBucket,
  state: readonly number[] | undefined,
  timeMs: number,
): number {
  const [tokens = capacity, sinceMs = timeMs] = state ?? [];
  return Math.min(capacity, tokens + (timeMs - sinceMs) / intervalMs);
}
