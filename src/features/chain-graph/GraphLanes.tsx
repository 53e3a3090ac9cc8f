import clsx from "clsx";
import { memo } from "react";
import type { Lane } from "@/scene/chain-graph/chainGraph";
import { Chip } from "@/ui/Chip";

export interface GraphLanesProps {
  readonly lanes: readonly Lane[];
  readonly heightPx: number;
}

/** A column goes on above and below the graph, so that it has no end in the window. */
const BEYOND_PX = 2000;

/** The hooks as columns behind the boxes, with their names; routing decisions are set apart. */
export const GraphLanes = memo(function GraphLanes({ lanes, heightPx }: GraphLanesProps) {
  return lanes.map((lane) => (
    <div
      key={lane.id}
      className={clsx(
        "pointer-events-none absolute -z-1",
        lane.hook === "routing" &&
          "bg-panel shadow-[-20px_0_0_var(--color-panel),20px_0_0_var(--color-panel)]",
      )}
      style={{
        left: lane.xPx,
        width: lane.widthPx,
        top: -BEYOND_PX,
        height: heightPx + 2 * BEYOND_PX,
        paddingTop: BEYOND_PX,
      }}
    >
      <div className="relative">
        <LaneName lane={lane} />
      </div>
    </div>
  ));
});

function LaneName({ lane }: { readonly lane: Lane }) {
  const place = "graph-title absolute top-2 whitespace-nowrap";
  const isRouting = lane.hook === "routing";
  return (
    <>
      <span
        className={clsx(
          place,
          "font-sans font-semibold text-text-2",
          isRouting && "graph-rows left-2",
        )}
      >
        {isRouting ? "Routing" : lane.hook}
      </span>
      {lane.tables.map((table) => (
        <span
          key={table.name}
          className={clsx("graph-rows", place)}
          style={{ left: table.xPx - lane.xPx }}
        >
          <Chip tone={table.name} isOutlined={!table.isLoaded}>
            {table.name}
          </Chip>
        </span>
      ))}
    </>
  );
}
