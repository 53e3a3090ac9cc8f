import type { Stop } from "./stop";
import type { Timeline, TimelinePart } from "./timeline";

/** A bracket under the cells of one host. A wire has one of its own: the first names the sender, the last the receiver. */
export interface TrackHost {
  /** "" for a wire between two nodes. */
  readonly name: string;
  readonly xPx: number;
  readonly widthPx: number;
  /** At which end of the bracket its name stands; from the right end it may reach below the bracket before. */
  readonly align: "start" | "end";
  /** Whether there is room for the name. */
  readonly labelled: boolean;
}

/** Stops from the first to the last, both inclusive. */
interface StopSpan {
  readonly firstStop: number;
  readonly lastStop: number;
}

interface HostPlaces {
  spanOf(stops: StopSpan): { readonly xPx: number; readonly widthPx: number };
  measure(text: string): number;
}

/** What a name may stick out of its bracket. */
const STICKS_OUT_PX = 4;
const CLEAR_PX = 8;

/** The brackets of one part, from left to right, each with its name where that has room. */
export function trackHosts(
  { stops }: Timeline,
  part: TimelinePart,
  { spanOf, measure }: HostPlaces,
): readonly TrackHost[] {
  const runs = hostRuns(stops.slice(Math.max(1, part.firstStop), part.lastStop + 1));
  const hosts: TrackHost[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const [index, run] of runs.entries()) {
    const isLast = index === runs.length - 1;
    const name = nameOf(run, { isFirst: index === 0, isLast });
    const align = run.isWire && isLast && index > 0 ? "end" : "start";
    const span = spanOf(run);
    const right = span.xPx + span.widthPx;
    const textPx = measure(name);
    const from = align === "end" ? right - textPx : span.xPx;
    const fits = align === "end" ? from >= free : textPx <= span.widthPx + STICKS_OUT_PX;
    const labelled = name !== "" && fits;
    if (labelled) free = from + textPx + CLEAR_PX;
    hosts.push({ name, ...span, align, labelled });
  }
  return hosts;
}

interface HostRun extends StopSpan {
  readonly isWire: boolean;
  readonly first: Stop;
}

function hostRuns(stops: readonly Stop[]): readonly HostRun[] {
  const runs: HostRun[] = [];
  for (const stop of stops) {
    const isWire = stop.hop?.kind === "wire";
    const last = runs.at(-1);
    if (last !== undefined && !isWire && !last.isWire && last.first.at === stop.at) {
      runs[runs.length - 1] = { ...last, lastStop: stop.index };
    } else {
      runs.push({ firstStop: stop.index, lastStop: stop.index, isWire, first: stop });
    }
  }
  return runs;
}

function nameOf(
  { first, isWire }: HostRun,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): string {
  if (!isWire || first.hop?.kind !== "wire") return first.at;
  if (isFirst) return first.hop.from;
  return isLast ? first.at : "";
}
