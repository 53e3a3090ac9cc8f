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

/** What is to be seen of a rewrite this long after it began. Played backwards it is the exact reverse. */
export function rewriteProgress(rewriteMs: number): RewriteProgress {
  const share = (part: keyof typeof SCHEDULE) =>
    Math.min(Math.max((rewriteMs - SCHEDULE[part].fromMs) / SCHEDULE[part].forMs, 0), 1);
  return {
    grow: easeSettle(share("grow")),
    strike: share("strike"),
    reveal: easeSettle(share("reveal")),
  };
}

/** Hands the progress to an element, whose style and children's read it. */
export function applyRewrite(element: HTMLElement, progress: RewriteProgress): void {
  element.style.setProperty("--grow", String(progress.grow));
  element.style.setProperty("--strike", String(progress.strike));
  element.style.setProperty("--reveal", String(progress.reveal));
}
