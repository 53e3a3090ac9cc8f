import { useCallback, useRef } from "react";
import type { Point, Sign } from "@/scene/chain-graph/chainGraph";
import type { Frame } from "@/scene/playback/frameAt";
import type { Timeline } from "@/scene/playback/timeline";
import { rewriteAt } from "@/state/rewriteAt";
import { useFrame } from "@/state/useFrame";
import { arrowHead, arrowPath, shortened } from "@/ui/arrowPath";

export interface NextLineProps {
  readonly points: readonly Point[];
  readonly signs: readonly Sign[];
}

/** From the middle of a sign to its border, and a little air. */
const SIGN_HALF_PX = 15;

/** After a rewrite there is time to read before the line is drawn. */
const DRAWN_AT_MS = 1040;
const DRAWN_FOR_MS = 160;

function opacityAt(frame: Frame, timeline: Timeline): number {
  const at = rewriteAt(frame, timeline, frame.stop);
  if (at === undefined || at.restMs < DRAWN_AT_MS + DRAWN_FOR_MS) return 1;
  return Math.min(Math.max((at.rewriteMs - DRAWN_AT_MS) / DRAWN_FOR_MS, 0), 1);
}

/** The dotted line from the packet to where it goes next. To a sign it goes as far as its border. */
export function NextLine({ points: whole, signs }: NextLineProps) {
  const line = useRef<SVGSVGElement>(null);
  const draw = useCallback((frame: Frame, timeline: Timeline) => {
    if (line.current !== null) line.current.style.opacity = String(opacityAt(frame, timeline));
  }, []);
  useFrame(draw);
  const end = whole.at(-1);
  if (end === undefined || whole.length < 2) return null;
  const isSign = signs.some(({ x, y }) => x === end.x && y === end.y);
  const points = isSign ? shortened(whole, SIGN_HALF_PX) : whole;
  return (
    <svg
      ref={line}
      aria-hidden="true"
      className="pointer-events-none absolute top-0 left-0 z-5 size-px overflow-visible"
    >
      <path
        d={arrowPath(points)}
        fill="none"
        strokeWidth={2}
        strokeDasharray="2 5"
        strokeLinecap="round"
        className="stroke-ink"
      />
      <path d={arrowHead(points)} className="fill-ink" />
    </svg>
  );
}
