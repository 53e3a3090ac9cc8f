import type { WalkDocument } from "@/scenarios/walkDocument";
import { frameAt } from "@/scene/playback/frameAt";
import { walkOf } from "./walk/walkOf";

interface PlayedState {
  readonly document: WalkDocument;
  readonly selection: { readonly walkIndex: number };
  readonly playback: { readonly timeMs: number };
}

/** The stop that is shown: the one the packet has arrived at last. 0 when there is no walk. */
export function currentStopIndex(state: PlayedState): number {
  const { timeline } = walkOf(state.document, state.selection.walkIndex);
  return timeline === undefined ? 0 : stopAt(timeline, state.playback.timeMs);
}

/** While the packet is on its way, the stop it comes from is still the one that is read. */
function stopAt(timeline: Parameters<typeof frameAt>[0], timeMs: number): number {
  const frame = frameAt(timeline, Math.min(timeMs, timeline.durationMs));
  return frame.settled ? frame.stop : frame.from;
}
