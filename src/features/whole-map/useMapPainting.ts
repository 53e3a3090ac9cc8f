import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import { type MapPicture, seenArea } from "./brush";
import type { CameraMan } from "./cameraMan";
import { type MapLook, readMapLook } from "./mapLook";
import { paintMap } from "./paintMap";

/** What the canvas shows: the picture as the camera sees it. */
interface Scene {
  readonly picture: MapPicture | undefined;
  readonly camera: CameraMan | undefined;
}

/** Paints the picture whenever it or the theme changes, once a frame at most. Gives what asks for a frame, for the camera. */
export function useMapPainting(canvas: RefObject<HTMLCanvasElement | null>): {
  readonly ask: () => void;
  readonly show: (scene: Scene) => void;
} {
  const shown = useRef<Scene>({ picture: undefined, camera: undefined });
  const frame = useRef(0);
  const look = useRef<MapLook>(undefined);
  const ask = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      look.current ??= readMapLook();
      paint(canvas.current, shown.current, look.current);
    });
  }, [canvas]);
  const show = useCallback(
    (scene: Scene) => {
      shown.current = scene;
      ask();
    },
    [ask],
  );
  useEffect(() => {
    const repaint = () => {
      look.current = undefined;
      ask();
    };
    const observer = new MutationObserver(repaint);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme", "data-density"] });
    void document.fonts.ready.then(repaint);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, [ask]);
  return useMemo(() => ({ ask, show }), [ask, show]);
}

function paint(canvas: HTMLCanvasElement | null, { picture, camera }: Scene, look: MapLook): void {
  const context = canvas?.getContext("2d", { alpha: false });
  if (canvas === null || context === null || context === undefined) return;
  const ratio = window.devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  const widthPx = Math.round(width * ratio);
  const heightPx = Math.round(height * ratio);
  if (canvas.width !== widthPx) canvas.width = widthPx;
  if (canvas.height !== heightPx) canvas.height = heightPx;
  const { view } = camera ?? {};
  if (view === undefined || picture === undefined) {
    context.fillStyle = look.canvas;
    context.fillRect(0, 0, widthPx, heightPx);
    return;
  }
  const extent = { width, height };
  paintMap({ context, view, window: extent, ratio, look, seen: seenArea(view, extent) }, picture);
}
