import type { Track } from "./trackCells";
import { trackX } from "./trackX";

/** The stop nearest to a place on the track, for scrubbing. */
export function trackStop(track: Track, xPx: number): number {
  let nearest = 0;
  let distance = Math.abs(xPx);
  for (const { firstStop, lastStop } of track.cells) {
    for (let stop = firstStop; stop <= lastStop; stop++) {
      const away = Math.abs(trackX(track, stop) - xPx);
      if (away < distance) [nearest, distance] = [stop, away];
    }
  }
  return nearest;
}
