import type { WalkDocument } from "@/scenarios/walkDocument";
import { nextChange } from "@/scene/playback/nextChange";
import { stopTime } from "@/scene/playback/stopTime";
import { currentStopIndex } from "./currentStop";
import type { Selection } from "./selection";
import type { SliceMaker } from "./slice";
import { walkOf } from "./walk/walkOf";

export const SPEEDS = [0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

/** Where the player is on the walk's clock. The clock itself is turned by `usePlaybackClock`. */
export interface Playback {
  /** 0 to the timeline's duration; after an edit it may lie behind the end, and is read as the end. */
  readonly timeMs: number;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  /** Whether the camera goes with the packet. */
  readonly follow: boolean;
  play(): void;
  pause(): void;
  togglePlay(): void;
  seek(timeMs: number): void;
  seekStop(index: number): void;
  step(by: 1 | -1): void;
  stepChange(by: 1 | -1): void;
  toStart(): void;
  toEnd(): void;
  setSpeed(speed: Speed): void;
  setFollow(follow: boolean): void;
  /** For the clock: goes on by this much, and stops at the end. */
  advance(byMs: number): void;
  /** For the clock when motion is reduced: one stop on, still playing; stops at the end. */
  playStep(): void;
}

interface PlaybackState {
  readonly document: WalkDocument;
  readonly selection: Selection;
  readonly playback: Playback;
}

export const playbackSlice: SliceMaker<PlaybackState, Playback> = (set, get) => {
  const timeline = () => walkOf(get().document, get().selection.walkIndex).timeline;
  const at = (timeMs: number, isPlaying = false) => {
    const last = timeline()?.durationMs ?? 0;
    const clamped = Math.min(Math.max(timeMs, 0), last);
    set(({ playback }) => ({ playback: { ...playback, timeMs: clamped, isPlaying } }));
  };
  const seekStop = (index: number, isPlaying = false) => {
    const walked = timeline();
    if (walked === undefined) return;
    const last = walked.stops.length - 1;
    at(stopTime(walked, Math.min(Math.max(index, 0), last)), isPlaying && index < last);
  };
  const change = (part: Partial<Playback>) =>
    set(({ playback }) => ({ playback: { ...playback, ...part } }));

  return {
    timeMs: 0,
    isPlaying: false,
    speed: 1,
    follow: true,
    play() {
      const { timeMs } = get().playback;
      const last = timeline()?.durationMs ?? 0;
      if (last > 0) at(timeMs >= last ? 0 : timeMs, true);
    },
    pause: () => change({ isPlaying: false }),
    togglePlay() {
      const { isPlaying, play, pause } = get().playback;
      if (isPlaying) pause();
      else play();
    },
    seek: (timeMs) => at(timeMs, get().playback.isPlaying),
    seekStop: (index) => seekStop(index),
    step: (by) => seekStop(currentStopIndex(get()) + by),
    stepChange(by) {
      const walked = timeline();
      const stop = walked && nextChange(walked, currentStopIndex(get()), by);
      if (stop !== undefined) seekStop(stop);
    },
    toStart: () => at(0),
    toEnd: () => at(Number.POSITIVE_INFINITY),
    setSpeed: (speed) => change({ speed }),
    setFollow: (follow) => change({ follow }),
    advance(byMs) {
      const timeMs = get().playback.timeMs + byMs;
      at(timeMs, timeMs < (timeline()?.durationMs ?? 0));
    },
    playStep: () => seekStop(currentStopIndex(get()) + 1, true),
  };
};
