import type { MatchContext } from "./matchExtension";

export const RECENT_ACTIONS = ["--set", "--rcheck", "--update", "--remove"] as const;

/** What a rule wants of a list of addresses. */
export interface RecentQuestion {
  readonly action: (typeof RECENT_ACTIONS)[number];
  /** 0: whenever seen. */
  readonly seconds: number;
  readonly reap: boolean;
  /** 0: as often as it may be. */
  readonly hitCount: number;
  readonly list: string;
  readonly inverted: boolean;
}

/** How many times of an address the kernel keeps. Source: Linux net/netfilter/xt_recent.c, ip_pkt_list_tot. */
const KEPT_TIMES = 32;

/**
 * What the kernel's match returns for an address, inversion included, changing nothing.
 * Source: Linux net/netfilter/xt_recent.c, recent_mt.
 */
export function askRecent(spec: RecentQuestion, key: string, context: MatchContext): boolean {
  const times = context.memory.recentList(spec.list).get(key);
  if (times === undefined) return (spec.action === "--set") !== spec.inverted;
  if (spec.action === "--set" || spec.action === "--remove") return !spec.inverted;
  return hasEnoughHits(spec, times, context.timeMs) !== spec.inverted;
}

/** Asks as `askRecent` does, and then changes the list as the kernel would. */
export function rememberRecent(spec: RecentQuestion, key: string, context: MatchContext): boolean {
  const list = context.memory.recentList(spec.list);
  const times = list.get(key);
  const answer = askRecent(spec, key, context);
  if (times === undefined) {
    if (spec.action === "--set") list.set(key, [context.timeMs]);
    return answer;
  }
  if (spec.action === "--remove") list.delete(key);
  if (spec.reap)
    reap(spec, list, {
      key,
      timeMs: context.timeMs,
      isUpdated: spec.action === "--update" && answer,
    });
  if (spec.action === "--set" || (spec.action === "--update" && answer)) {
    list.delete(key);
    list.set(key, [...times, context.timeMs].slice(-Math.max(KEPT_TIMES, spec.hitCount)));
  }
  return answer;
}

function hasEnoughHits(spec: RecentQuestion, times: readonly number[], nowMs: number): boolean {
  const sinceMs = nowMs - spec.seconds * 1000;
  const hits = times.filter((timeMs) => spec.seconds === 0 || timeMs >= sinceMs);
  return hits.length >= Math.max(1, spec.hitCount);
}

/** Takes out the address that was updated the longest ago, if that is longer ago than the rule looks back. */
function reap(
  { seconds }: RecentQuestion,
  list: Map<string, readonly number[]>,
  now: { readonly key: string; readonly timeMs: number; readonly isUpdated: boolean },
): void {
  const [oldest] = list;
  if (oldest === undefined) return;
  const [key, times] = oldest;
  if (key === now.key && now.isUpdated) return;
  if ((times.at(-1) ?? 0) < now.timeMs - seconds * 1000) list.delete(key);
}
