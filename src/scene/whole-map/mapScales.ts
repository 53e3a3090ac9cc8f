import { BLOCK } from "./blockMetrics";
import type { ChainRun, PlannedLane } from "./mapPlan";
import { runColumns } from "./runColumns";

/** The window that a map is laid out for, in px. */
export interface MapSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Px per unit, of the chains that are drawn large and of the many. */
export interface MapScales {
  readonly trunk: number;
  readonly field: number;
}

/** Px per unit of a run of chains: where a column is not full its blocks are higher than they are wide. */
export interface RunScale {
  readonly across: number;
  readonly down: number;
}

/** Between lanes, and around them. */
export const LANE_GAP_PX = 20;
/** Between the large chains of a lane and its many. */
export const FIELD_GAP_PX = 24;
/** Above the many, for how many they are. */
export const FIELD_TITLE_PX = 22;

const LARGEST = 1.25;
const SMALLEST = 1e-4;
/** From this scale on most names can be read, and all chains are drawn alike. */
const READABLE = 0.6;
/** The large chains of a map of many are drawn no larger than this. */
const LARGEST_TRUNK = 0.8;
/** Of the width of such a map, what is for the large chains: more of it where the many do not need it. */
const TRUNK_PARTS = [0.9, 0.8, 0.7, 0.6, 0.5];
/** The many need more room where they are drawn smaller than this. */
const ROOMY = 0.35;

/** The largest scales at which everything is in the window: one for all if names can be read then, else the many are drawn smaller. */
export function mapScales(lanes: readonly PlannedLane[], size: MapSize): MapScales {
  const even = largestThat((scale) => widthOf(lanes, size, scale, scale) <= size.widthPx);
  const hasField = lanes.some(({ field }) => field.chains.length > 0);
  if (even >= READABLE || !hasField) return { trunk: even, field: even };
  const ways = TRUNK_PARTS.map((part) => partedScales(lanes, size, part));
  const roomy = ways.find(({ trunk, field }) => field >= trunk * ROOMY);
  return roomy ?? ways.at(-1) ?? { trunk: even, field: even };
}

/** Where blocks for the longest names can be drawn at this scale, no name needs to be cut. */
const UNCUT = 0.85;

/** From this scale on large chains have their names in them. */
const NAMED = 0.56;
/** So much wider they have room for the whole name at that scale. */
const WHOLE_NAME = 1.3;

/** The lanes with blocks that cut no name, or at least none of the large chains', where the window has room for them; else as they are. */
export function uncutLanes(lanes: readonly PlannedLane[], size: MapSize): readonly PlannedLane[] {
  const wide = lanes.map((lane) => ({
    ...lane,
    trunk: { ...lane.trunk, width: lane.trunk.fullWidth },
    field: { ...lane.field, width: lane.field.fullWidth },
  }));
  const { trunk, field } = mapScales(wide, size);
  return Math.min(trunk, field) >= UNCUT ? wide : namedLanes(lanes, size);
}

function namedLanes(lanes: readonly PlannedLane[], size: MapSize): readonly PlannedLane[] {
  const named = lanes.map((lane) => ({
    ...lane,
    trunk: { ...lane.trunk, width: lane.trunk.width * WHOLE_NAME },
  }));
  const { trunk } = mapScales(named, size);
  return trunk >= NAMED && trunk * WIDER < 1 ? named : lanes;
}

/** How much higher blocks become at most. */
export const MOST_GROWN = 1.8;

/** The scale of all runs of a kind, down as large as the columns that there are have room for. */
export function grownScale(runs: readonly ChainRun[], heightPx: number, across: number): RunScale {
  const columns = runs.map((run) => columnsFor(run, heightPx, across));
  const down = largestThat(
    (scale) =>
      scale <= across * MOST_GROWN &&
      runs.every((run, at) => columnsFor(run, heightPx, scale) <= (columns[at] ?? 0)),
  );
  return { across, down: Math.max(across, down) };
}

function partedScales(lanes: readonly PlannedLane[], size: MapSize, part: number): MapScales {
  const trunk = largestThat(
    (scale) => scale <= LARGEST_TRUNK && trunkWidth(lanes, size, scale) <= size.widthPx * part,
  );
  const field = largestThat((scale) => widthOf(lanes, size, trunk, scale) <= size.widthPx);
  return { trunk, field: Math.min(trunk, field) };
}

/** The largest scale for which it holds, where it holds for every smaller one. */
export function largestThat(holds: (scale: number) => boolean): number {
  if (holds(LARGEST)) return LARGEST;
  let low = Math.log(SMALLEST);
  let high = Math.log(LARGEST);
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (holds(Math.exp(middle))) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}

function widthOf(
  lanes: readonly PlannedLane[],
  size: MapSize,
  trunk: number,
  field: number,
): number {
  let width = trunkWidth(lanes, size, trunk);
  for (const lane of lanes) {
    const columns = columnsFor(lane.field, size.heightPx - FIELD_TITLE_PX, field);
    width += columns * columnWidth(lane.field, field) + (columns > 0 ? FIELD_GAP_PX : 0);
  }
  return width;
}

function trunkWidth(lanes: readonly PlannedLane[], { heightPx }: MapSize, scale: number): number {
  const gaps = (lanes.length + 1) * LANE_GAP_PX;
  return lanes.reduce(
    (sum, { trunk }) => sum + columnsFor(trunk, heightPx, scale) * columnWidth(trunk, scale),
    gaps,
  );
}

/** A column and the gap beside it, in px. */
export function columnWidth(run: ChainRun, scale: number): number {
  return blockWidth(run, scale) + BLOCK.columnGap * scale;
}

/** Blocks that are drawn somewhat smaller are not as much narrower, since their names are not smaller. */
const WIDER = 1.4;

/** A block of a run, in px. */
export function blockWidth({ width }: ChainRun, scale: number): number {
  return width * Math.max(scale, Math.min(1, scale * WIDER));
}

/** Longer runs fill their columns so evenly that dividing is as good as filling them. */
export const COUNTED = 2000;
/** How far the columns of a long run are filled. */
export const FILLED = 0.97;

function columnsFor(run: ChainRun, heightPx: number, scale: number): number {
  const bottom = heightPx / scale;
  if (run.chains.length <= COUNTED) return runColumns(run, bottom).length;
  return Math.ceil(run.height / (bottom * FILLED));
}
