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
  /** How far right of the bracket's left end its name starts: more than 0 after a name that is longer than its own bracket. */
  readonly nameShiftPx: number;
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

/** What the last name may stick out of its bracket. */
const STICKS_OUT_PX = 4;
/** What another may stick out, below a bracket that has room for both. */
const REACHES_OVER_PX = 48;
const CLEAR_PX = 8;

/** A bracket, and the name that belongs below it. */
interface NamedSpan {
  readonly name: string;
  readonly textPx: number;
  readonly align: "start" | "end";
  readonly xPx: number;
  readonly widthPx: number;
}

/** The brackets of one part, from left to right, each with its name where that has room. */
export function trackHosts(
  { stops }: Timeline,
  part: TimelinePart,
  places: HostPlaces,
): readonly TrackHost[] {
  const runs = hostRuns(stops.slice(Math.max(1, part.firstStop), part.lastStop + 1));
  const spans = runs.map((_, index) => namedSpan(runs, index, places));
  let free = Number.NEGATIVE_INFINITY;
  return spans.map((span, index) => {
    const { name, textPx, align, xPx, widthPx } = span;
    const isEnd = align === "end";
    const from = isEnd ? xPx + widthPx - textPx : Math.max(xPx, free);
    const fits = isEnd ? from >= free : from + textPx <= mostRightOf(span, spans[index + 1]);
    const labelled = name !== "" && fits;
    if (labelled) free = from + textPx + CLEAR_PX;
    const nameShiftPx = labelled && !isEnd ? from - xPx : 0;
    return { name, xPx, widthPx, align, nameShiftPx, labelled };
  });
}

function namedSpan(runs: readonly HostRun[], index: number, places: HostPlaces): NamedSpan {
  const run = runs[index];
  if (run === undefined) return { name: "", textPx: 0, align: "start", xPx: 0, widthPx: 0 };
  const isLast = index === runs.length - 1;
  const name = nameOf(run, { isFirst: index === 0, isLast });
  const align = run.isWire && isLast && index > 0 ? "end" : "start";
  return { name, textPx: places.measure(name), align, ...places.spanOf(run) };
}

/** How far a name may reach: a little over the next bracket, if that has room for its own name behind it. */
function mostRightOf({ xPx, widthPx }: NamedSpan, next: NamedSpan | undefined): number {
  const right = xPx + widthPx;
  if (next === undefined || next.align === "end") return right + STICKS_OUT_PX;
  const nextNameStarts = next.xPx + next.widthPx - next.textPx - CLEAR_PX;
  return Math.min(right + REACHES_OVER_PX, Math.max(right, nextNameStarts));
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
