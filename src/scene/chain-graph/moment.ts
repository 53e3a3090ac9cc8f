import type { Hop } from "@/engine";
import type { Stop } from "../playback/stop";
import type { Timeline } from "../playback/timeline";
import type { Visit } from "../playback/visitAt";
import type { ChainGraph } from "./chainGraph";

/** A visit's graph at one stop of the timeline. */
export interface Moment {
  readonly graph: ChainGraph;
  readonly timeline: Timeline;
  readonly visit: Visit;
  readonly stop: number;
}

/** The stops of the visit up to the moment, that at which the packet rests included. */
export function pastStops({ timeline, visit, stop }: Moment): readonly Stop[] {
  return timeline.stops.slice(visit.firstStop, Math.min(visit.lastStop, stop) + 1);
}

/** A stop's hop, if the stop belongs to the visit. */
export function hopOf({ timeline, visit }: Moment, stop: number): Hop | undefined {
  const isInside = visit.firstStop <= stop && stop <= visit.lastStop;
  return isInside ? timeline.stops[stop]?.hop : undefined;
}
