import type { WalkDocument } from "@/scenarios/walkDocument";
import { frameAt } from "@/scene/playback/frameAt";
import { currentStopIndex } from "./currentStop";
import type { Playback } from "./playback";
import type { Selection } from "./selection";
import { walkOf } from "./walk/walkOf";

interface PlayedState {
  readonly document: WalkDocument;
  readonly selection: Pick<Selection, "walkIndex">;
  readonly playback: Pick<Playback, "timeMs" | "isPlaying">;
}

/** Until then a rewrite is being looked at while it plays, and the sentence does not change yet. Source: DESIGN, "DNAT, frame by frame". */
const LOOK_MS = 840;

/** The stop that the sentence speaks of: at a rewrite it follows when the new value has come. */
export function toldStopIndex(state: PlayedState): number {
  const { timeline } = walkOf(state.document, state.selection.walkIndex);
  const index = currentStopIndex(state);
  const stop = timeline?.stops[index];
  if (timeline === undefined || stop === undefined) return index;
  const { rewriteMs } = frameAt(timeline, state.playback.timeMs);
  const isLookedAt = stop.endMs - stop.arriveMs > LOOK_MS && rewriteMs < LOOK_MS;
  const isHere = state.playback.timeMs <= stop.endMs;
  return isLookedAt && isHere && state.playback.isPlaying ? Math.max(0, index - 1) : index;
}
