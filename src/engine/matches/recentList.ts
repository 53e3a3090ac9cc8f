import type { MatchContext } from "./matchExtension";
import type { RecentMatch } from "./recent";

/** How many times of an address the kernel keeps. Source: Linux net/netfilter/xt_recent.c, ip_pkt_list_tot. */
const KEPT_TIMES = 32;

/**
 * What the kernel's match returns for an address, inversion included, changing nothing.
 * Source: Linux net/netfilter/xt_recent.c, recent_mt.
 */
export function askRecent(spec: RecentMatch, key: string, context: MatchContext): boolean {
  const times = context.memory.recentList(spec.list).get(key);
  if (times === undefined) return (spec.action === "--set") !== spec.inverted;
  if (spec.action === "--set" || spec.action === "--remove") return !spec.inverted;
  return hasEnoughHits(spec, times, context.timeMs) !== spec.inverted;
}

/** Asks as `askRecent` does, and then changes the list as the kernel would. */
export function rememberRecent(spec: RecentMatch, key: string, context: MatchContext): boolean {
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

function hasEnoughHits(spec: RecentMatch, times: readonly number[], nowMs: number): boolean {
  const sinceMs = nowMs - spec.seconds * 1000;
  const hits = times.filter((timeMs) => spec.seconds === 0 || timeMs >= sinceMs);
  return hits.length >= Math.max(1, spec.hitCount);
}

/** Takes out the address that was updated the longest ago, if that is longer ago than the rule looks back. */
function reap(
  { seconds }: RecentMatch,
  list: Map<string, readonly number[]>,
  now: { readonly key: string; readonly timeMs: number; readonly isUpdated: boolean },
): void {
  const [oldest] = list;
  if (oldest === undefined) return;
  const [key, times] = oldest;
  if (key === now.key && now.isUpdated) return;
  if ((times.at(-1) ?? 0) < now.timeMs - seconds * 1000) list.delete(key);
}
