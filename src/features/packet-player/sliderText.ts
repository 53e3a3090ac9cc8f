import type { Timeline } from "@/scene/playback/timeline";

/** What the slider says of a stop: which hop it is, where, and what changes there. */
export function sliderText(timeline: Timeline, index: number): string {
  const last = timeline.stops.length - 1;
  const stop = timeline.stops[index];
  if (stop === undefined || index === 0) return `before the first of ${last} hops`;
  const { hop, at, change } = stop;
  const place =
    hop !== undefined && "chain" in hop
      ? `${hop.table} ${hop.chain} rule ${hop.ruleNumber}`
      : hop?.kind;
  return [`hop ${index} of ${last}`, at, place, change?.label]
    .filter((part) => part !== undefined)
    .join(", ");
}
