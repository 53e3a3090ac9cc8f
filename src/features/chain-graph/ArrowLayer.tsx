import clsx from "clsx";
import { memo } from "react";
import type { Arrow } from "@/scene/chain-graph/chainGraph";
import type { ArrowState, GraphState } from "@/scene/chain-graph/graphState";
import { arrowHead, arrowPath } from "@/ui/arrowPath";
import { TABLE_LOOKS } from "./tableLook";

export interface ArrowLayerProps {
  readonly arrows: readonly Arrow[];
  readonly states: GraphState["arrows"];
}

type Look = ArrowState["look"];

/** Later ones are drawn above: a line the packet took is never crossed out by one it did not. */
const ORDER: Readonly<Record<Look, number>> = { idle: 0, undecided: 1, next: 2, taken: 3 };

/**
 * All jumps and ways on, in one picture behind the boxes. They are no edges of React Flow, since the scene gives every
 * point of them and there is nothing to measure. A decoration: the rows say where they jump.
 */
export const ArrowLayer = memo(function ArrowLayer({ arrows, states }: ArrowLayerProps) {
  const lookOf = (arrow: Arrow) => states.get(arrow.id)?.look ?? "idle";
  const sorted = arrows.toSorted((one, other) => ORDER[lookOf(one)] - ORDER[lookOf(other)]);
  return (
    <svg
      aria-hidden="true"
      data-layer="arrows"
      className="pointer-events-none absolute top-0 left-0 -z-1 size-px overflow-visible"
    >
      {sorted.map((arrow) => (
        <ArrowLine key={arrow.id} arrow={arrow} look={lookOf(arrow)} />
      ))}
    </svg>
  );
});

const ArrowLine = memo(function ArrowLine({
  arrow,
  look,
}: {
  readonly arrow: Arrow;
  readonly look: Look;
}) {
  const isTaken = look === "taken";
  const isUndecided = look === "undecided";
  const isQuiet = !isTaken && !isUndecided;
  return (
    <g data-arrow={arrow.id} data-look={look}>
      <path
        d={arrowPath(arrow.points)}
        fill="none"
        strokeWidth={isTaken ? 2 : 1.5}
        strokeDasharray={isUndecided ? "2 5" : undefined}
        strokeLinecap="round"
        className={clsx(
          isTaken && TABLE_LOOKS[arrow.table].stroke,
          isUndecided && "stroke-verdict-undecided",
          isQuiet && "stroke-line-strong",
        )}
      />
      <path
        d={arrowHead(arrow.points)}
        className={clsx(
          isTaken && TABLE_LOOKS[arrow.table].fill,
          isUndecided && "fill-verdict-undecided",
          isQuiet && "fill-line-strong",
        )}
      />
    </g>
  );
});
