import type { Point, Sign } from "@/scene/chain-graph/chainGraph";
import { arrowHead, arrowPath, shortened } from "@/ui/arrowPath";

export interface NextLineProps {
  readonly points: readonly Point[];
  readonly signs: readonly Sign[];
}

/** From the middle of a sign to its border, and a little air. */
const SIGN_HALF_PX = 15;

/** The dotted line from the packet to where it goes next. To a sign it goes as far as its border. */
export function NextLine({ points: whole, signs }: NextLineProps) {
  const end = whole.at(-1);
  if (end === undefined || whole.length < 2) return null;
  const isSign = signs.some(({ x, y }) => x === end.x && y === end.y);
  const points = isSign ? shortened(whole, SIGN_HALF_PX) : whole;
  return (
    <svg
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
