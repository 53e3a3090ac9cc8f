import { type LabelSide, labelSides } from "./labelSides";
import type { ChangeKind, Stop } from "./stop";
import type { Timeline, TimelinePart } from "./timeline";
import { type TrackHost, trackHosts } from "./trackHosts";

/** The player's track, in pixels from its left end. */
export interface Track {
  readonly cells: readonly Cell[];
  readonly notches: readonly Notch[];
  readonly parts: readonly TrackPart[];
  readonly widthPx: number;
}

/** One hop, or a run of hops in one chain when there are too many. */
export interface Cell {
  readonly firstStop: number;
  readonly lastStop: number;
  readonly lane: Stop["lane"];
  readonly xPx: number;
  readonly widthPx: number;
}

export interface Notch {
  readonly stop: number;
  readonly kind: ChangeKind;
  readonly label: string;
  readonly xPx: number;
  /** On which side of its tick the label has room; "none": the tick stands alone. */
  readonly labelSide: LabelSide;
}

export interface TrackPart {
  readonly label: string;
  readonly firstStop: number;
  readonly lastStop: number;
  readonly xPx: number;
  readonly widthPx: number;
  /** Brackets under the cells, in order. */
  readonly hosts: readonly TrackHost[];
}

export interface TrackRoom {
  /** What the track may take; more cells than fit are merged per chain, then made narrower. */
  readonly availablePx: number;
  /** Width of a notch's label, set as what a kernel prints; by default 7.2 px a character. */
  readonly measure?: (text: string) => number;
  /** Width of a part's or a host's name, set as words; by default 6 px a character. */
  readonly measureWords?: (text: string) => number;
}

/** Above this, cells are merged per chain. Source: DESIGN, "Player". */
const MOST_CELLS = 120;
/** Cells narrower than half of their size are merged too: they could not be hit. */
const LEAST_SCALE = 0.5;
/** Where there is room cells are wider, so that every notch can be named. */
const MOST_SCALE = 2;
const CELL_PX = 15;
const WIRE_PX = 36;
const CELL_GAP_PX = 2;
const PART_GAP_PX = 16;

/** Lays the stops out as cells, with a notch where something changed. Stop 0 has no cell: the packet is before the first. */
export function trackCells(timeline: Timeline, room: TrackRoom): Track {
  const measure = room.measure ?? ((text) => text.length * 7.2);
  const measureWords = room.measureWords ?? ((text) => text.length * 6.6);
  const single = timeline.stops.slice(1).map((stop) => [stop]);
  const narrowed = room.availablePx / naturalWidth(timeline, single);
  const isCrowded = single.length > MOST_CELLS || narrowed < LEAST_SCALE;
  const runs = isCrowded ? mergePerChain(single) : single;
  const measures = { measure, measureWords };
  const whole = layOut(timeline, runs, { availablePx: room.availablePx, sparePx: 0, ...measures });
  const last = whole.notches.at(-1);
  if (last === undefined || last.labelSide !== "none") return whole;
  const sparePx = measure(last.label) + LABEL_CLEAR_PX;
  const availablePx = room.availablePx - sparePx;
  if (availablePx < MOST_SPARED * room.availablePx) return whole;
  const spared = layOut(timeline, runs, { availablePx, sparePx, ...measures });
  return spared.notches.at(-1)?.labelSide === "none" ? whole : spared;
}

/** For the label of the last notch this much of the track may be given up. */
const MOST_SPARED = 0.9;
const LABEL_CLEAR_PX = 9;

interface Layout extends Required<TrackRoom> {
  /** Room right of the cells for a label. */
  readonly sparePx: number;
}

function layOut(timeline: Timeline, runs: readonly Run[], layout: Layout): Track {
  const { availablePx, sparePx, measure, measureWords } = layout;
  const natural = naturalWidth(timeline, runs);
  const scale = Math.min(MOST_SCALE, availablePx / natural);
  const cells = placeCells(timeline, runs, scale);
  const parts = timeline.parts.map((part) =>
    placePart(timeline, part, { cells, measure: measureWords }),
  );
  const widthPx = natural * scale;
  return {
    cells,
    notches: labelled(notchesOf(timeline, cells), { parts, widthPx: widthPx + sparePx, measure }),
    parts,
    widthPx,
  };
}

type Run = readonly Stop[];

/** Neighbours in one chain of one part become one run; a stop with a change keeps a cell of its own. */
function mergePerChain(runs: readonly Run[]): readonly Run[] {
  const merged: Stop[][] = [];
  for (const [stop] of runs) {
    if (stop === undefined) continue;
    const last = merged.at(-1)?.at(-1);
    if (last !== undefined && isSameChain(last, stop)) merged.at(-1)?.push(stop);
    else merged.push([stop]);
  }
  return merged;
}

function isSameChain(one: Stop, other: Stop): boolean {
  if (one.change !== undefined || other.change !== undefined) return false;
  if (one.turn !== other.turn || one.made !== other.made || one.at !== other.at) return false;
  if (one.lane !== other.lane) return false;
  return chainOf(one) === chainOf(other);
}

/** Base chains count as one with what they call: over 120 hops the table is what can still be seen. */
function chainOf({ hop }: Stop): string | undefined {
  return hop !== undefined && "stack" in hop ? `${hop.hook} ${hop.stack[1] ?? ""}` : hop?.kind;
}

function naturalWidth(timeline: Timeline, runs: readonly Run[]): number {
  const cells = runs.reduce((width, run) => width + pitch(run), 0);
  const gaps = Math.max(0, timeline.parts.length - 1) * PART_GAP_PX;
  return Math.max(1, cells + gaps);
}

function pitch([first]: Run): number {
  return (first?.hop?.kind === "wire" ? WIRE_PX : CELL_PX) + CELL_GAP_PX;
}

function placeCells(timeline: Timeline, runs: readonly Run[], scale: number): readonly Cell[] {
  const partStarts = new Set(timeline.parts.slice(1).map(({ firstStop }) => firstStop));
  const gapPx = CELL_GAP_PX * Math.min(1, scale);
  const cells: Cell[] = [];
  let xPx = 0;
  for (const run of runs) {
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) continue;
    if (partStarts.has(first.index)) xPx += PART_GAP_PX * scale;
    const widthPx = pitch(run) * scale;
    const { index: firstStop, lane } = first;
    cells.push({ firstStop, lastStop: last.index, lane, xPx, widthPx: widthPx - gapPx });
    xPx += widthPx;
  }
  return cells;
}

function placePart(
  timeline: Timeline,
  part: TimelinePart,
  { cells, measure }: { readonly cells: readonly Cell[]; measure(text: string): number },
): TrackPart {
  return {
    label: part.label,
    firstStop: part.firstStop,
    lastStop: part.lastStop,
    ...spanOf(cells, part),
    hosts: trackHosts(timeline, part, { spanOf: (stops) => spanOf(cells, stops), measure }),
  };
}

function spanOf(
  cells: readonly Cell[],
  { firstStop, lastStop }: { readonly firstStop: number; readonly lastStop: number },
): { readonly xPx: number; readonly widthPx: number } {
  const own = cells.filter((cell) => cell.lastStop >= firstStop && cell.firstStop <= lastStop);
  const xPx = own[0]?.xPx ?? 0;
  const last = own.at(-1);
  return { xPx, widthPx: last === undefined ? 0 : last.xPx + last.widthPx - xPx };
}

/** To arrive is no change: it has no notch, since the outcome beside the sentence says it. */
function notchesOf(timeline: Timeline, cells: readonly Cell[]): Notch[] {
  return timeline.stops.flatMap(({ index, change }) => {
    const cell = cells.find(({ firstStop, lastStop }) => index >= firstStop && index <= lastStop);
    if (change === undefined || change.kind === "delivered" || cell === undefined) return [];
    const { kind, label } = change;
    return { stop: index, kind, label, xPx: cell.xPx + cell.widthPx / 2, labelSide: "none" };
  });
}

function labelled(
  notches: readonly Notch[],
  {
    parts,
    widthPx,
    measure,
  }: Pick<Track, "parts" | "widthPx"> & { readonly measure: (text: string) => number },
): readonly Notch[] {
  const sides = labelSides({
    ticks: notches.map(({ xPx, label }) => ({ xPx, labelPx: measure(label) })),
    taken: parts.map(({ label, xPx }) => ({ fromPx: xPx, toPx: xPx + measure(label) })),
    widthPx,
  });
  return notches.map((notch, index) => ({ ...notch, labelSide: sides[index] ?? "none" }));
}
