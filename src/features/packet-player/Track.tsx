import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef } from "react";
import type { Frame } from "@/scene/playback/frameAt";
import type { Timeline } from "@/scene/playback/timeline";
import { type Track as TrackData, trackCells } from "@/scene/playback/trackCells";
import { trackStop } from "@/scene/playback/trackStop";
import { trackX } from "@/scene/playback/trackX";
import { useStop } from "@/state/derived";
import type { Playback } from "@/state/playback";
import { useStore } from "@/state/store";
import { useFrame } from "@/state/useFrame";
import { easeTravel } from "@/ui/cubicBezier";
import { DENSITY_SCALES } from "@/ui/densityScale";
import { useWidth } from "@/ui/useWidth";
import { sliderText } from "./sliderText";
import { TrackPicture } from "./TrackPicture";

export interface TrackProps {
  readonly timeline: Timeline;
  /** On the phone only the notches that matter most are named, and hosts are left to the strip above. */
  readonly isCompact?: boolean;
}

/** The whole walk as a row of cells, and the slider that goes through it. */
export function Track({ timeline, isCompact = false }: TrackProps) {
  const frame = useRef<HTMLDivElement>(null);
  const scale = DENSITY_SCALES[useStore((state) => state.panels.density)];
  const widthPx = useWidth(frame) / scale;
  const track = useMemo(
    () => (widthPx === 0 ? undefined : trackCells(timeline, { availablePx: widthPx - 4 })),
    [timeline, widthPx],
  );
  return (
    <div
      ref={frame}
      className="relative min-w-0 flex-1 origin-left [--text-sm--line-height:16px] [--text-sm:12px]"
      style={{ transform: scale === 1 ? undefined : `scale(${scale})` }}
    >
      {track !== undefined && (
        <Slider timeline={timeline} track={track}>
          <TrackPicture track={track} timeline={timeline} isCompact={isCompact} />
          <Playhead track={track} />
        </Slider>
      )}
    </div>
  );
}

interface SliderProps {
  readonly timeline: Timeline;
  readonly track: TrackData;
  readonly children: React.ReactNode;
}

const STEPS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 1,
  PageDown: -1,
};

/** What a key does to the slider; undefined for a key that does nothing. */
function keyAction(playback: Playback, { key, shiftKey }: KeyboardEvent): (() => void) | undefined {
  if (key === "Home") return playback.toStart;
  if (key === "End") return playback.toEnd;
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const isFar = shiftKey || key.startsWith("Page");
  return () => (isFar ? playback.stepChange(step) : playback.step(step));
}

function Slider({ timeline, track, children }: SliderProps) {
  const stop = useStop();
  const playback = useStore((state) => state.playback);
  const index = stop?.index ?? 0;
  const scrub = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { left, width } = event.currentTarget.getBoundingClientRect();
    playback.seekStop(trackStop(track, ((event.clientX - left) / width) * track.widthPx));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keyAction(playback, event);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Walk"
      aria-valuemin={0}
      aria-valuemax={timeline.stops.length - 1}
      aria-valuenow={index}
      aria-valuetext={sliderText(timeline, index)}
      className="relative h-17 cursor-pointer touch-none rounded-2 select-none"
      style={{ width: track.widthPx }}
      onPointerDown={scrub}
      onPointerMove={scrub}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

/** Where the packet is on the track; moved by the player's clock. */
function Playhead({ track }: { readonly track: TrackData }) {
  const head = useRef<HTMLDivElement>(null);
  const draw = useCallback(
    ({ from, stop, travel }: Frame) => {
      const fromPx = trackX(track, from);
      const xPx = fromPx + (trackX(track, stop) - fromPx) * easeTravel(travel);
      if (head.current !== null) head.current.style.transform = `translateX(${xPx}px)`;
    },
    [track],
  );
  useFrame(draw);
  return (
    <div ref={head} className="pointer-events-none absolute top-0 left-0">
      <span className="absolute top-5.5 -left-px h-6 w-0.5 bg-ink" />
      <span className="absolute top-[27.5px] -left-[6.5px] size-[13px] rounded-full border-2 border-panel bg-ink" />
    </div>
  );
}
