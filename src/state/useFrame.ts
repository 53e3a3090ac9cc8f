import { useEffect, useLayoutEffect } from "react";
import { type Frame, frameAt } from "@/scene/playback/frameAt";
import type { Timeline } from "@/scene/playback/timeline";
import { useStore } from "./store";
import { walkOf } from "./walk/walkOf";

/** Draws one frame straight into the page. */
export type DrawFrame = (frame: Frame, timeline: Timeline) => void;

/**
 * Calls `draw` now and whenever the player's clock has moved, without rendering. For what changes with every frame:
 * a transform, a stroke. Keep `draw` the same between renders (`useCallback`).
 */
export function useFrame(draw: DrawFrame): void {
  useLayoutEffect(() => drawNow(draw), [draw]);
  useEffect(
    () =>
      useStore.subscribe((state, before) => {
        const isSame =
          state.playback.timeMs === before.playback.timeMs &&
          state.document === before.document &&
          state.selection.walkIndex === before.selection.walkIndex;
        if (!isSame) drawNow(draw);
      }),
    [draw],
  );
}

function drawNow(draw: DrawFrame): void {
  const { document, selection, playback } = useStore.getState();
  const { timeline } = walkOf(document, selection.walkIndex);
  if (timeline === undefined) return;
  draw(frameAt(timeline, Math.min(playback.timeMs, timeline.durationMs)), timeline);
}
