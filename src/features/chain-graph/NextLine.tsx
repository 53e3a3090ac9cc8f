import type { Point } from "@/scene/chain-graph/chainGraph";
import { arrowHead, arrowPath } from "@/ui/arrowPath";

/** The dotted line from the packet to where it goes next. */
export function NextLine({ points }: { readonly points: readonly Point[] }) {
  if (points.length < 2) return null;
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
