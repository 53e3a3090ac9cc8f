import type { Edge, EdgeProps } from "@xyflow/react";
import clsx from "clsx";
import { memo } from "react";
import type { Arrow } from "@/scene/chain-graph/chainGraph";
import type { ArrowState } from "@/scene/chain-graph/graphState";
import { arrowHead, arrowPath } from "./arrowPath";
import { TABLE_LOOKS } from "./tableLook";

/** An arrow as React Flow keeps it. */
export type ArrowFlowEdge = Edge<
  { readonly arrow: Arrow; readonly look: ArrowState["look"] },
  "arrow"
>;

/** A jump or the way on, along the points the scene gives. */
export const ArrowEdge = memo(function ArrowEdge({ data }: EdgeProps<ArrowFlowEdge>) {
  if (data === undefined) return null;
  const { arrow, look } = data;
  const isTaken = look === "taken";
  const isUndecided = look === "undecided";
  return (
    <g data-look={look}>
      <path
        d={arrowPath(arrow.points)}
        fill="none"
        strokeWidth={isTaken ? 2 : 1.5}
        strokeDasharray={isUndecided ? "2 5" : undefined}
        strokeLinecap="round"
        className={clsx(
          isTaken && TABLE_LOOKS[arrow.table].stroke,
          isUndecided && "stroke-verdict-undecided",
          !isTaken && !isUndecided && "stroke-line-strong",
        )}
      />
      <path
        d={arrowHead(arrow.points)}
        className={clsx(
          isTaken && TABLE_LOOKS[arrow.table].fill,
          isUndecided && "fill-verdict-undecided",
          !isTaken && !isUndecided && "fill-line-strong",
        )}
      />
    </g>
  );
});
