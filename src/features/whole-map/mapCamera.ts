import type { Point } from "@/ui/point";

/** Where the map is in the window: a point of the map times `zoom`, plus `x` and `y`, is its place in px. */
export interface MapView extends Point {
  readonly zoom: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** What the camera moves over, and through what. */
export interface MapGround {
  /** The map at zoom 1. */
  readonly map: Extent;
  readonly window: Extent;
  /** At the window's top, covered by the titles of the lanes. */
  readonly coveredPx: number;
  readonly mostZoom: number;
}

/** Around the map where all of it is in the window. */
export const MARGIN_PX = 12;

/** All of the map, in the middle of the window. */
export function wholeView({ map, window, coveredPx }: MapGround): MapView {
  const room = {
    width: window.width - 2 * MARGIN_PX,
    height: window.height - coveredPx - 2 * MARGIN_PX,
  };
  const zoom = Math.max(1e-6, Math.min(room.width / map.width, room.height / map.height));
  return {
    zoom,
    x: (window.width - map.width * zoom) / 2,
    y: coveredPx + MARGIN_PX,
  };
}

/** The view nearest to one that is wanted: not farther out than the whole, not nearer than is of use, and never beside the map. */
export function keptView(wanted: MapView, ground: MapGround): MapView {
  const whole = wholeView(ground);
  const zoom = Math.min(Math.max(wanted.zoom, whole.zoom), Math.max(ground.mostZoom, whole.zoom));
  const { map, window, coveredPx } = ground;
  return {
    zoom,
    x: keptAlong(wanted.x, map.width * zoom, { from: 0, to: window.width }, whole.x),
    y: keptAlong(wanted.y, map.height * zoom, { from: coveredPx, to: window.height }, whole.y),
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** What is smaller than the window stays where the whole stands; what is larger leaves no more than a third of it empty. */
function keptAlong(at: number, lengthPx: number, { from, to }: Range, whole: number): number {
  const room = to - from;
  if (lengthPx <= room - 2 * MARGIN_PX + 1)
    return lengthPx < room / 2 ? from + (room - lengthPx) / 2 : whole;
  return Math.min(Math.max(at, to - lengthPx - room / 3), from + room / 3);
}

/** Nearer by a factor, with the point of the map under `at` staying there. */
export function zoomedAt(view: MapView, at: Point, factor: number): MapView {
  return {
    zoom: view.zoom * factor,
    x: at.x - (at.x - view.x) * factor,
    y: at.y - (at.y - view.y) * factor,
  };
}

/** The view at a share (0 to 1) of the way: each point goes straight, and nearing feels as fast at every zoom. */
export function viewBetween(from: MapView, to: MapView, share: number): MapView {
  if (share >= 1) return to;
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const isSameZoom = Math.abs(Math.log(to.zoom / from.zoom)) < 1e-3;
  const way = isSameZoom ? share : (zoom - from.zoom) / (to.zoom - from.zoom);
  return { zoom, x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way };
}

/** A view with a rectangle of the map in the middle, at a zoom. */
export function viewOf(
  area: Point & Extent,
  zoom: number,
  { window, coveredPx }: MapGround,
): MapView {
  return {
    zoom,
    x: window.width / 2 - (area.x + area.width / 2) * zoom,
    y: coveredPx + (window.height - coveredPx) / 2 - (area.y + area.height / 2) * zoom,
  };
}
