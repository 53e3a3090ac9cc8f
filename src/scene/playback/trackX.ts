import type { Track } from "./trackCells";

/** Where the playhead stands when the packet rests at `stop`: the middle of its cell; 0 at stop 0. */
export function trackX(track: Track, stop: number): number {
  const cell = track.cells.find(({ firstStop, lastStop }) => stop >= firstStop && stop <= lastStop);
  if (cell === undefined) return 0;
  const stops = cell.lastStop - cell.firstStop + 1;
  return cell.xPx + (cell.widthPx * (stop - cell.firstStop + 0.5)) / stops;
}
