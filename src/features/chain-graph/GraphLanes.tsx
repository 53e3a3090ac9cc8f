import clsx from "clsx";
import { memo } from "react";
import type { Lane } from "@/scene/chain-graph/chainGraph";

export interface GraphLanesProps {
  readonly lanes: readonly Lane[];
  readonly heightPx: number;
}

/** A column goes on above and below the graph, so that it has no end in the window. */
const BEYOND_PX = 2000;

/** The ground of the hooks' columns: routing decisions are set apart. */
export const GraphLanes = memo(function GraphLanes({ lanes, heightPx }: GraphLanesProps) {
  return lanes.map((lane) => (
    <div
      key={lane.id}
      className={clsx(
        "pointer-events-none absolute -z-1",
        lane.hook === "routing" &&
          "bg-panel shadow-[-6px_0_0_var(--color-panel),6px_0_0_var(--color-panel)]",
      )}
      style={{
        left: lane.xPx,
        width: lane.widthPx,
        top: -BEYOND_PX,
        height: heightPx + 2 * BEYOND_PX,
      }}
    />
  ));
});
