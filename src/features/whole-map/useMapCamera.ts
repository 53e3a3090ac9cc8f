import { useLayoutEffect, useMemo, useState } from "react";
import type { WholeMap } from "@/scene/whole-map/wholeMap";
import { useStore } from "@/state/store";
import { TITLES_PX } from "./brush";
import { CameraMan } from "./cameraMan";
import type { Extent, MapGround } from "./mapCamera";

const CAMERA_MS = 400;
/** Px per unit in the nearest view: names have 14 px there, and every rule can be told from the next. */
const NEAREST_UNIT_PX = 2;

/** The camera over a map in a window; undefined before there are both. It calls `onMove` after every move. */
export function useMapCamera(
  map: WholeMap | undefined,
  { width, height }: Extent,
  onMove: () => void,
): CameraMan | undefined {
  const [camera, setCamera] = useState<CameraMan>();
  const ground = useMemo(
    () => (map === undefined || width === 0 ? undefined : groundOf(map, { width, height })),
    [map, width, height],
  );
  useLayoutEffect(() => {
    if (ground === undefined) return;
    if (camera === undefined) setCamera(new CameraMan(ground, onMove));
    else camera.stand(ground);
  }, [ground, camera, onMove]);
  return camera;
}

function groundOf({ widthPx, heightPx, blocks, isStacked }: WholeMap, window: Extent): MapGround {
  const smallest = blocks.scale.reduce((least, scale) => Math.min(least, scale), 1);
  return {
    map: { width: widthPx, height: heightPx },
    window,
    coveredPx: isStacked ? 0 : TITLES_PX,
    mostZoom: NEAREST_UNIT_PX / smallest,
  };
}

/** How long the camera is on its way; not at all for those who want less motion. */
export function glideMs(): number {
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return isStill ? 0 : CAMERA_MS / Math.max(1, useStore.getState().playback.speed);
}
