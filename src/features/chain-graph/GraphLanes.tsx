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
        lane.hook === "routing" && "border-x border-line-faint bg-panel",
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
  const name = "graph-name absolute top-2 font-sans font-semibold whitespace-nowrap text-text-2";
  if (lane.hook === "routing") return <span className={clsx(name, "left-3")}>Routing</span>;
  const loaded = lane.tables.filter(({ isLoaded }) => isLoaded);
  return (
    <>
      {loaded.map((table, index) => (
        <span key={table.name} className={name} style={{ left: table.xPx - lane.xPx }}>
          {index === 0 && <span className="mr-2">{lane.hook}</span>}
          <Chip tone={table.name}>{table.name}</Chip>
        </span>
      ))}
      {loaded.length === 0 && <span className={clsx(name, "left-0")}>{lane.hook}</span>}
    </>
  );
}
