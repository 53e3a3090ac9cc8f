import { type RefObject, useCallback, useRef } from "react";
import type { Frame } from "@/scene/playback/frameAt";
import type { Timeline } from "@/scene/playback/timeline";
import { rewriteAt } from "@/state/rewriteAt";
import { useFrame } from "@/state/useFrame";
import { applyRewrite, progressOf } from "@/ui/rewriteProgress";

/** An element whose changed values appear by the player's clock, as they do in the graph. */
export function useRewriteClock<Element extends HTMLElement>(
  stop: number,
): RefObject<Element | null> {
  const element = useRef<Element>(null);
  const draw = useCallback(
    (frame: Frame, timeline: Timeline) => {
      const at = rewriteAt(frame, timeline, stop);
      if (element.current !== null) applyRewrite(element.current, progressOf(at));
    },
    [stop],
  );
  useFrame(draw);
  return element;
}
