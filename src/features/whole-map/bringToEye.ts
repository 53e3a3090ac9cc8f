import type { MapArea, WholeMap } from "@/scene/whole-map/wholeMap";
import type { CameraMan } from "./cameraMan";
import { viewOf } from "./mapCamera";
import { glideMs } from "./useMapCamera";

/** Where a block is on the map. */
export function areaOf({ blocks }: WholeMap, block: number): MapArea {
  return {
    x: blocks.x[block] ?? 0,
    y: blocks.y[block] ?? 0,
    width: blocks.width[block] ?? 0,
    height: blocks.height[block] ?? 0,
  };
}

/** The zoom at which a block's name stands in it. */
export function readableZoom({ blocks }: WholeMap, block: number): number {
  return 0.8 / (blocks.scale[block] ?? 1);
}

/** Moves the camera only when a rectangle is not in the window, or when it is to be seen nearer. */
export function bringToEye(camera: CameraMan, area: MapArea, zoom = 0): void {
  const { view, ground } = camera;
  const left = area.x * view.zoom + view.x;
  const top = area.y * view.zoom + view.y;
  const isIn =
    left >= 0 &&
    left + area.width * view.zoom <= ground.window.width &&
    top >= ground.coveredPx &&
    top + area.height * view.zoom <= ground.window.height;
  const wanted = Math.max(view.zoom, zoom);
  if (isIn && wanted === view.zoom) return;
  camera.glideTo(viewOf(area, wanted, ground), glideMs());
}
