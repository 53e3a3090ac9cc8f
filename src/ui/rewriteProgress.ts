import { easeSettle } from "./cubicBezier";

/** How far each part of showing a rewrite has come, 0 to 1. */
export interface RewriteProgress {
  /** The row opens its second line, and what is below slides with it. */
  readonly grow: number;
  /** The line through the old value. */
  readonly strike: number;
  /** The new value enters. */
  readonly reveal: number;
}

/** Everything has been shown. */
export const REWRITE_DONE: RewriteProgress = { grow: 1, strike: 1, reveal: 1 };

/** From when and for how long each part runs, in ms after the packet has settled. */
const SCHEDULE = {
  grow: { fromMs: 120, forMs: 160 },
  strike: { fromMs: 280, forMs: 240 },
  reveal: { fromMs: 520, forMs: 320 },
} as const;

/** How long a rewrite is shown: the schedule and the time to read. */
const WHOLE_MS = 1200;

/**
 * What is to be seen of a rewrite this long after it began. Played backwards it is the exact reverse.
 * A smaller change that is rested at for less than 1200 ms runs through all of it the faster.
 */
export function rewriteProgress(rewriteMs: number, restMs = WHOLE_MS): RewriteProgress {
  if (rewriteMs >= restMs) return REWRITE_DONE;
  const atMs = (rewriteMs / restMs) * WHOLE_MS;
  const share = (part: keyof typeof SCHEDULE) =>
    Math.min(Math.max((atMs - SCHEDULE[part].fromMs) / SCHEDULE[part].forMs, 0), 1);
  return {
    grow: easeSettle(share("grow")),
    strike: share("strike"),
    reveal: easeSettle(share("reveal")),
  };
}

/** The same for a rewrite that may not be the one being shown: then it has been shown. */
export function progressOf(
  shown: { readonly rewriteMs: number; readonly restMs: number } | undefined,
): RewriteProgress {
  return shown === undefined ? REWRITE_DONE : rewriteProgress(shown.rewriteMs, shown.restMs);
}

/** Hands the progress to an element, whose style and children's read it. */
export function applyRewrite(element: HTMLElement, progress: RewriteProgress): void {
  element.style.setProperty("--grow", String(progress.grow));
  element.style.setProperty("--strike", String(progress.strike));
  element.style.setProperty("--reveal", String(progress.reveal));
}
