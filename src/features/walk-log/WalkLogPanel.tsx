import { useStop, useWalkLog } from "@/state/derived";
import { useStore } from "@/state/store";
import { VirtualList } from "@/ui/VirtualList";
import { LogRow } from "./LogRow";

const ROW_PX = { normal: 24, projector: 32 } as const;

/** The walk as text, one hop a line, like a terminal. A line leads the player to its hop. */
export function WalkLogPanel() {
  const lines = useWalkLog();
  const stop = useStop()?.index ?? 0;
  const density = useStore((state) => state.panels.density);
  const seekStop = useStore((state) => state.playback.seekStop);
  const current = lines.findIndex((line) => line.stop === stop);
  if (lines.length === 0)
    return <p className="px-4 py-2 text-md text-text-3">There is no walk to tell of.</p>;
  return (
    <VirtualList
      label="Walk log"
      count={lines.length}
      rowHeightPx={ROW_PX[density]}
      current={current === -1 ? undefined : current}
      onChoose={(index) => {
        const line = lines[index];
        if (line !== undefined) seekStop(line.stop);
      }}
      row={(index) => {
        const line = lines[index];
        return line === undefined ? null : <LogRow line={line} look={lookOf(line.stop, stop)} />;
      }}
    />
  );
}

function lookOf(line: number, stop: number): "been" | "current" | "to come" {
  if (line === stop) return "current";
  return line < stop ? "been" : "to come";
}
