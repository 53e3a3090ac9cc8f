import { useEffect } from "react";
import { useStore } from "./store";

/** How long the packet rests at each hop when motion is reduced: it steps instead of gliding. */
const STEP_MS = 1500;

/** A tab that was hidden comes back with a long frame; time does not jump for it. */
const LONGEST_FRAME_MS = 100;

/** Turns the player's clock while it plays. The only place where time enters the page; used once, by the app. */
export function usePlaybackClock(): void {
  const isPlaying = useStore((state) => state.playback.isPlaying);
  const speed = useStore((state) => state.playback.speed);
  useEffect(() => {
    if (!isPlaying) return;
    const isReduced = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    return isReduced ? stepEvery(STEP_MS / speed) : glide(speed);
  }, [isPlaying, speed]);
}

/** Moves the clock with every frame the browser paints. Gives what ends it. */
function glide(speed: number): () => void {
  let frame = 0;
  let last: number | undefined;
  const tick = (now: number) => {
    const passedMs = last === undefined ? 0 : Math.min(now - last, LONGEST_FRAME_MS);
    last = now;
    useStore.getState().playback.advance(passedMs * speed);
    frame = requestAnimationFrame(tick);
  };
  frame = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(frame);
}

/** Goes one hop on at each beat. Gives what ends it. */
function stepEvery(beatMs: number): () => void {
  const timer = setInterval(() => useStore.getState().playback.playStep(), beatMs);
  return () => clearInterval(timer);
}
