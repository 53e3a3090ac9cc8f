import { useStore as useFlowStore } from "@xyflow/react";
import clsx from "clsx";
import { memo } from "react";
import { TITLE_PX } from "@/scene/chain-graph/boxMetrics";
import type { Lane } from "@/scene/chain-graph/chainGraph";
import { Chip } from "@/ui/Chip";

export interface LaneTitlesProps {
  readonly lanes: readonly Lane[];
}

/** The names of the hooks above their columns. They stay at the window's top edge when the graph is scrolled up under it. */
export function LaneTitles({ lanes }: LaneTitlesProps) {
  const hiddenPx = useFlowStore(({ transform: [, y, zoom] }) => Math.max(0, -y / zoom));
  const isStuck = hiddenPx > 0;
  return (
    <div
      className={clsx("pointer-events-none absolute top-0 left-0", isStuck ? "z-6" : "-z-1")}
      style={{ transform: `translateY(${hiddenPx}px)` }}
    >
      <Titles lanes={lanes} isStuck={isStuck} />
    </div>
  );
}

/** How far the ground behind stuck titles reaches to either side. */
const BEYOND_PX = 2000;

const Titles = memo(function Titles({
  lanes,
  isStuck,
}: LaneTitlesProps & { readonly isStuck: boolean }) {
  const end = lanes.at(-1);
  const widthPx = (end === undefined ? 0 : end.xPx + end.widthPx) + 2 * BEYOND_PX;
  return (
    <>
      {isStuck && (
        <div
          className="absolute border-b border-line-faint bg-canvas"
          style={{ left: -BEYOND_PX, width: widthPx, height: TITLE_PX - 2 }}
        />
      )}
      {lanes.map((lane) => (
        <LaneTitle key={lane.id} lane={lane} />
      ))}
    </>
  );
});

function LaneTitle({ lane }: { readonly lane: Lane }) {
  const place = "graph-title absolute top-2 whitespace-nowrap";
  const isRouting = lane.hook === "routing";
  return (
    <>
      <span
        className={clsx(
          place,
          "font-sans font-semibold text-text-2",
          isRouting && "graph-rows text-center",
        )}
        style={isRouting ? { left: lane.xPx, width: lane.widthPx } : { left: lane.titleXPx }}
      >
        {isRouting ? "Routing" : lane.hook}
      </span>
      {lane.tables.map((table) => (
        <span key={table.name} className={clsx("graph-rows", place)} style={{ left: table.xPx }}>
          <Chip tone={table.name} isOutlined={!table.isLoaded}>
            {table.name}
          </Chip>
        </span>
      ))}
    </>
  );
}
