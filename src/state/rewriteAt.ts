import type { Frame } from "@/scene/playback/frameAt";
import type { Timeline } from "@/scene/playback/timeline";

/**
 * How long ago what changes at `stop` began to be shown, and how long it is shown in all, while the packet rests there.
 * Undefined at any other moment: then all of it has been shown.
 */
export function rewriteAt(
  frame: Frame,
  timeline: Timeline,
  stop: number,
): { readonly rewriteMs: number; readonly restMs: number } | undefined {
  const at = timeline.stops[frame.stop];
  if (!frame.settled || frame.stop !== stop || at === undefined) return undefined;
  return { rewriteMs: frame.rewriteMs, restMs: at.endMs - at.arriveMs };
}
