import type { Timeline } from "@/scene/playback/timeline";

/** A host on the packet's way, as the strip shows it. */
export interface StripHost {
  readonly name: string;
  readonly firstStop: number;
  readonly isFirst: boolean;
  readonly look: "been" | "current" | "to come";
}

/** The hosts of the part of the walk that `stop` belongs to, with the sender before the first wire. */
export function stripHosts(timeline: Timeline, stop: number): readonly StripHost[] {
  const part = timeline.parts.find(({ lastStop }) => stop <= lastStop);
  if (part === undefined) return [];
  const runs = part.hosts.map((run) => ({ name: run.host, ...run }));
  const firstHop = timeline.stops[Math.max(part.firstStop, 1)]?.hop;
  const sender = firstHop?.kind === "wire" ? firstHop.from : undefined;
  const all =
    sender === undefined || sender === runs[0]?.name
      ? runs
      : [
          { name: sender, firstStop: part.firstStop - 0.5, lastStop: part.firstStop - 0.5 },
          ...runs,
        ];
  return all.map(({ name, firstStop, lastStop }, index) => ({
    name,
    firstStop,
    isFirst: index === 0,
    look: lookOf(stop, firstStop, lastStop),
  }));
}

function lookOf(stop: number, firstStop: number, lastStop: number): StripHost["look"] {
  if (stop < firstStop) return "to come";
  return stop <= lastStop ? "current" : "been";
}
