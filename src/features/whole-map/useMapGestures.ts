import { type RefObject, useEffect, useRef } from "react";
import type { CameraMan } from "./cameraMan";
import type { MapHands } from "./mapHands";
import { PointerWatch } from "./pointerWatch";

/** So much farther than the nearest view one has to zoom to get into the graph. */
const BEYOND = 1.7;
const WHEEL_PER_PX = 0.0022;
/** A mouse's wheel comes in lines where it does not come in px. */
const LINE_PX = 30;
const TURN_MOST_PX = 240;

/** Wheel, drag, pinch, tap and double tap on the canvas. */
export function useMapGestures(
  canvas: RefObject<HTMLCanvasElement | null>,
  camera: CameraMan | undefined,
  hands: MapHands,
): void {
  const latest = useRef(hands);
  useEffect(() => {
    latest.current = hands;
  });
  useEffect(() => {
    const element = canvas.current;
    if (element === null || camera === undefined) return;
    const watch = new PointerWatch(element, camera, () => latest.current);
    let beyond = 1;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const turnPx = event.deltaY * (event.deltaMode === 0 ? 1 : LINE_PX);
      const turn = Math.min(TURN_MOST_PX, Math.max(-TURN_MOST_PX, turnPx));
      const factor = Math.exp(-turn * WHEEL_PER_PX * (event.ctrlKey ? 4 : 1));
      const at = { x: event.offsetX, y: event.offsetY };
      beyond = camera.isNearest && factor > 1 ? beyond * factor : 1;
      if (beyond > BEYOND) latest.current.onBeyond(at);
      else camera.zoomBy(factor, at);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      element.removeEventListener("wheel", onWheel);
      watch.stop();
    };
  }, [canvas, camera]);
}
