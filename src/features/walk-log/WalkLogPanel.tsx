import { useRef } from "react";
import { useStop, useWalkLog } from "@/state/derived";
import { useStore } from "@/state/store";
import { useWidth } from "@/ui/useWidth";
import { VirtualList } from "@/ui/VirtualList";
import { LogRow, WHY_NOT } from "./LogRow";

const ROW_PX = { normal: 24, projector: 32 } as const;
/** Below this width a hop takes two lines. */
const NARROW_PX = 520;
const NARROW_ROW_PX = 44;

/** The walk as text, one hop a line, like a terminal. A line leads the player to its hop, its note of rules passed over to why. */
export function WalkLogPanel() {
  const lines = useWalkLog();
  const stop = useStop()?.index ?? 0;
  const density = useStore((state) => state.panels.density);
  const seekStop = useStore((state) => state.playback.seekStop);
  const showWhyNot = useStore((state) => state.panels.showWhyNot);
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame);
  const isNarrow = widthPx > 0 && widthPx < NARROW_PX;
  const current = lines.findIndex((line) => line.stop === stop);
  if (lines.length === 0)
    return <p className="px-4 py-2 text-md text-text-3">There is no walk to tell of.</p>;
  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col">
      <VirtualList
        label="Walk log"
        count={lines.length}
        rowHeightPx={isNarrow ? NARROW_ROW_PX : ROW_PX[density]}
        current={current === -1 ? undefined : current}
        onChoose={(index, part) => {
          const line = lines[index];
          if (line !== undefined) seekStop(line.stop);
          if (part === WHY_NOT) showWhyNot();
        }}
        row={(index) => {
          const line = lines[index];
          if (line === undefined) return null;
          return <LogRow line={line} look={lookOf(line.stop, stop)} isNarrow={isNarrow} />;
        }}
      />
    </div>
  );
}

function lookOf(line: number, stop: number): "been" | "current" | "to come" {
  if (line === stop) return "current";
  return line < stop ? "been" : "to come";
}
