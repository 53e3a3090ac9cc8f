import type { Timeline } from "../playback/timeline";

/** The names of all hosts and nodes at which a walk stops. */
export function metHosts(timeline: Timeline | undefined): ReadonlySet<string> {
  return new Set(timeline?.stops.map(({ at }) => at));
}
