import { useRef } from "react";
import { decisiveLines } from "@/scene/narration/decisiveLines";
import { useNarration, useStop, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { useWalkLog } from "@/state/useWalkLog";
import { useWidth } from "@/ui/useWidth";
import { VirtualList } from "@/ui/VirtualList";
import { Words } from "@/ui/Words";
import { LogRow, WHY_NOT } from "./LogRow";
import { LogViewSwitch } from "./LogViewSwitch";

const ROW_PX = { normal: 24, projector: 32 } as const;
/** Below this width a hop takes two lines. */
const NARROW_PX = 520;
const NARROW_ROW_PX = 44;

export interface WalkLogPanelProps {
  /** In a sheet: the answer and which hops are listed stand above them, and a chosen hop closes it. */
  readonly isSheet?: boolean;
}

/** The walk as text, one hop a line, like a terminal. A line leads the player to its hop, its note of rules passed over to why. */
export function WalkLogPanel({ isSheet = false }: WalkLogPanelProps) {
  const all = useWalkLog();
  const view = useStore((state) => state.panels.logView);
  const lines = view === "all" ? all : decisiveLines(all);
  const { kernel } = useWalk();
  const stop = useStop()?.index ?? 0;
  const density = useStore((state) => state.panels.density);
  const seekStop = useStore((state) => state.playback.seekStop);
  const showWhyNot = useStore((state) => state.panels.showWhyNot);
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame);
  const isNarrow = widthPx > 0 && widthPx < NARROW_PX;
  // Between two lines that decided, the one before is where the packet is.
  const current = lines.findLastIndex((line) => line.stop <= stop);
  if (all.length === 0)
    return <p className="px-4 py-2 text-md text-text-3">There is no walk to tell of.</p>;
  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col">
      {isSheet && <Answer />}
      <VirtualList
        label="Walk log"
        count={lines.length}
        rowHeightPx={isNarrow ? NARROW_ROW_PX : ROW_PX[density]}
        current={current === -1 ? undefined : current}
        inView={Math.max(current, 0)}
        onChoose={(index, part) => {
          const line = lines[index];
          if (line !== undefined) seekStop(line.stop);
          if (part === WHY_NOT) showWhyNot();
        }}
        {...(isSheet && { onOpen: closeLog })}
        row={(index) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <LogRow
              line={line}
              look={lookOf(line.stop, stop)}
              isNarrow={isNarrow}
              kernel={kernel && (kernel.stops.get(line.stop) ?? "unseen")}
            />
          );
        }}
      />
    </div>
  );
}

/** The chosen hop lies below the sheet; unless why rules were passed over has taken its place. */
function closeLog(): void {
  const { openSheet, setOpenSheet } = useStore.getState().panels;
  if (openSheet === "log") setOpenSheet(undefined);
}

/** The answer in one sentence, and which hops are listed under it. */
function Answer() {
  const { outcome } = useNarration();
  const isCovered = useStore((state) => state.panels.isSentenceCovered);
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line-faint px-3 pt-3 pb-2">
      {!isCovered && (
        <p className="text-md text-text-2">
          <Words parts={outcome} />
        </p>
      )}
      <LogViewSwitch className="self-start" />
    </div>
  );
}

function lookOf(line: number, stop: number): "been" | "current" | "to come" {
  if (line === stop) return "current";
  return line < stop ? "been" : "to come";
}
