import clsx from "clsx";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Hop } from "@/engine";
import type { Lane } from "@/scene/chain-graph/chainGraph";
import { useStop } from "@/state/derived";
import { useChainGraph } from "@/state/useChainGraph";
import { Chip } from "@/ui/Chip";
import { Tooltip } from "@/ui/Tooltip";
import { laneOfHop } from "./laneOfHop";

export interface HookStripProps {
  /** Moves the graph's camera to a lane. */
  readonly onJump: (laneId: string) => void;
  /** At the right end: zoom and follow. */
  readonly controls: ReactNode;
}

/** The hooks of the node in the order the packet meets them, with their tables: the overview of the graph below. */
export function HookStrip({ onJump, controls }: HookStripProps) {
  const shown = useChainGraph();
  const stop = useStop();
  const lanes = shown?.graph.lanes ?? [];
  const here = stop?.at === shown?.graph.node ? laneOfHop(lanes, stop?.hop) : undefined;
  return (
    <nav
      aria-label={`Hooks of ${shown?.graph.node ?? "no node"}`}
      className="flex h-(--bar-hooks) shrink-0 items-center gap-1 border-b border-line bg-panel pr-2 pl-3 text-sm"
    >
      <div
        data-tight={namesLength(stop?.hop) > LONG_NAMES || undefined}
        className="group/strip flex min-w-0 flex-1 items-center gap-1 overflow-x-auto py-1"
      >
        <span className="px-1 whitespace-nowrap text-text-2">{shown?.graph.node}</span>
        {stop?.hop?.inInterface !== undefined && (
          <span className="kernel text-text-3">{stop.hop.inInterface}</span>
        )}
        {lanes.map((lane) => (
          <LaneButton key={lane.id} lane={lane} isHere={lane === here} onJump={onJump} />
        ))}
        {stop?.hop?.outInterface !== undefined && (
          <>
            <Then />
            <span className="kernel min-w-0 truncate text-text-3" title={stop.hop.outInterface}>
              {stop.hop.outInterface}
            </span>
          </>
        )}
      </div>
      {controls}
    </nav>
  );
}

/** Where the interfaces' names are longer together, the tables that are not loaded give way to them. */
const LONG_NAMES = 12;

function namesLength(hop: Hop | undefined): number {
  return (hop?.inInterface?.length ?? 0) + (hop?.outInterface?.length ?? 0);
}

function Then() {
  return <ArrowRight aria-hidden="true" className="size-3 shrink-0 text-text-3" />;
}

interface LaneButtonProps {
  readonly lane: Lane;
  readonly isHere: boolean;
  readonly onJump: (laneId: string) => void;
}

function LaneButton({ lane, isHere, onJump }: LaneButtonProps) {
  return (
    <>
      <Then />
      <button
        type="button"
        aria-current={isHere ? "step" : undefined}
        onClick={() => onJump(lane.id)}
        className={clsx(
          "flex h-7 items-center gap-1 rounded-2 px-1.5 whitespace-nowrap outline-offset-[-2px]! hover:bg-hover",
          isHere ? "bg-selected font-semibold text-text" : "text-text-2",
          !lane.isVisited && "opacity-70",
        )}
      >
        {lane.hook === "routing" ? "Routing" : lane.hook}
        {lane.tables.map((table) => (
          <TableChip key={table.name} table={table} />
        ))}
      </button>
    </>
  );
}

function TableChip({ table }: { readonly table: Lane["tables"][number] }) {
  if (table.isPassed)
    return (
      <span className="leading-none max-[1399px]:hidden">
        <Chip tone={table.name}>{table.name}</Chip>
      </span>
    );
  if (table.isLoaded) return <Chip tone={table.name}>{table.name}</Chip>;
  return (
    <Tooltip text={`Table ${table.name} is not loaded: no rule of it is met here`}>
      <span className="leading-none group-data-tight/strip:hidden max-[1399px]:hidden">
        <Chip tone={table.name} isOutlined>
          {table.name}
        </Chip>
      </span>
    </Tooltip>
  );
}
