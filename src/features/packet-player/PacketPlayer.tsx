import { useStop, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { PlayerButtons } from "./PlayerButtons";
import { Track } from "./Track";

export interface PacketPlayerProps {
  /** For the phone: the track above the buttons, buttons 44 px high. */
  readonly isCompact?: boolean;
}

/** Play, step and scrub through the walk; the track shows where each table was met and what changed. */
export function PacketPlayer({ isCompact = false }: PacketPlayerProps) {
  const { timeline } = useWalk();
  if (isCompact)
    return (
      <section aria-label="Player" className="flex flex-col px-4 pt-1 pb-3">
        {timeline !== undefined && (
          <div className="-mx-2 flex h-12 overflow-hidden px-2">
            <Track timeline={timeline} isCompact />
          </div>
        )}
        <PlayerButtons isTouch />
      </section>
    );
  return (
    <section
      aria-label="Player"
      className="flex h-(--bar-player) shrink-0 items-center gap-3 border-t border-b border-t-line-faint border-b-line bg-panel px-4"
    >
      <div className="flex min-w-52 shrink-0 flex-col gap-1">
        <PlayerButtons />
        <Counter />
      </div>
      {timeline !== undefined && <Track timeline={timeline} />}
    </section>
  );
}

function Counter() {
  const { timeline } = useWalk();
  const stop = useStop();
  const isPlaying = useStore((state) => state.playback.isPlaying);
  const last = (timeline?.stops.length ?? 1) - 1;
  return (
    <p className="pl-0.5 text-sm text-text-2">
      <strong className="font-semibold text-text">Hop {stop?.index ?? 0}</strong> of {last}
      {isPlaying ? ", playing" : ", paused"}
    </p>
  );
}
