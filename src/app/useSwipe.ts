import { type TouchEvent, useRef } from "react";

/** Shorter moves are taps or the start of scrolling. */
const LEAST_PX = 48;

export interface SwipeHandlers {
  onTouchStart(event: TouchEvent): void;
  onTouchEnd(event: TouchEvent): void;
}

/** Calls `onSwipe` with 1 for a swipe to the left (on) and -1 for one to the right (back). */
export function useSwipe(onSwipe: (by: 1 | -1) => void): SwipeHandlers {
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined);
  return {
    onTouchStart(event) {
      const touch = event.touches[0];
      start.current = touch && { x: touch.clientX, y: touch.clientY };
    },
    onTouchEnd(event) {
      const touch = event.changedTouches[0];
      if (touch === undefined || start.current === undefined) return;
      const x = touch.clientX - start.current.x;
      const y = touch.clientY - start.current.y;
      if (Math.abs(x) >= LEAST_PX && Math.abs(x) > 2 * Math.abs(y)) onSwipe(x < 0 ? 1 : -1);
    },
  };
}
