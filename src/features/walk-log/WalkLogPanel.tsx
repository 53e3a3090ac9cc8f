import { useRef, useState } from "react";
import { useNarration, useStop, useWalkLog } from "@/state/derived";
import { useStore } from "@/state/store";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { useWidth } from "@/ui/useWidth";
import { VirtualList } from "@/ui/VirtualList";
import { Words } from "@/ui/Words";
import { LogRow, WHY_NOT } from "./LogRow";

const ROW_PX = { normal: 24, projector: 32 } as const;
/** Below this width a hop takes two lines. */
const NARROW_PX = 520;
const NARROW_ROW_PX = 44;

/** The walk as text, one hop a line, like a terminal. A line leads the player to its hop, its note of rules passed over to why. */
export function WalkLogPanel() {
  const all = useWalkLog();
  const [view, setView] = useState<LogView>("all");
  const lines = view === "all" ? all : all.filter(({ isDecisive }) => isDecisive);
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
      <Answer view={view} onView={setView} />
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

type LogView = "all" | "decisive";

const VIEWS = [
  { value: "all", label: "All hops" },
  { value: "decisive", label: "What decided" },
] as const;

interface AnswerProps {
  readonly view: LogView;
  readonly onView: (view: LogView) => void;
}

/** Which hops are listed; above those that decided the answer itself, in one sentence. */
function Answer({ view, onView }: AnswerProps) {
  const { outcome } = useNarration();
  const isCovered = useStore((state) => state.panels.isSentenceCovered);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-3 pb-1 [@media(max-height:799px)]:hidden">
      <SegmentedControl label="Hops" options={VIEWS} value={view} onChange={onView} />
      {view === "decisive" && !isCovered && (
        <p className="min-w-40 flex-1 text-sm text-text-2">
          <Words parts={outcome} />
        </p>
      )}
    </div>
  );
}

function lookOf(line: number, stop: number): "been" | "current" | "to come" {
  if (line === stop) return "current";
  return line < stop ? "been" : "to come";
}
