import { type RefObject, useCallback, useRef } from "react";
import type { Frame } from "@/scene/playback/frameAt";
import { useFrame } from "@/state/useFrame";
import { applyRewrite, REWRITE_DONE, rewriteProgress } from "@/ui/rewriteProgress";

/** An element whose changed values appear by the player's clock, as they do in the graph. */
export function useRewriteClock<Element extends HTMLElement>(
  stop: number,
): RefObject<Element | null> {
  const element = useRef<Element>(null);
  const draw = useCallback(
    (frame: Frame) => {
      if (element.current === null) return;
      const isHere = frame.settled && frame.stop === stop;
      applyRewrite(element.current, isHere ? rewriteProgress(frame.rewriteMs) : REWRITE_DONE);
    },
    [stop],
  );
  useFrame(draw);
  return element;
}
