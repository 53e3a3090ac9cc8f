import { BLOCK } from "./blockMetrics";
import type { ChainRun, MapPlan, PlannedLane } from "./mapPlan";
import {
  COUNTED,
  columnWidth,
  FIELD_TITLE_PX,
  FILLED,
  largestThat,
  type MapSize,
  MOST_GROWN,
  type RunScale,
} from "./mapScales";
import { placedLane } from "./placedLane";
import { emptyMap, finishMap, placeRun } from "./placeRun";
import { runColumns } from "./runColumns";
import type { WholeMap } from "./wholeMap";

/** Above each lane, for the names of its hook and tables. */
export const STACKED_TITLE_PX = 26;
const LANE_GAP_PX = 10;
const READABLE = 0.5;
const LARGEST_TRUNK = 0.7;
/** Of the height of a map of many chains, what is for the large ones. */
const TRUNK_PART = 0.6;

/** Lays lanes out one below the other, as a phone has room for them; within a lane as always. */
export function stackMap(plan: MapPlan, size: MapSize): WholeMap {
  const scales = stackedScales(plan.lanes, size);
  const laying = emptyMap(plan);
  let y = 0;
  const lanes = plan.lanes.map((lane) => {
    const top = y;
    y += STACKED_TITLE_PX;
    const { trunk, field } = lane;
    const large = { x: 0, y, scale: scales.trunk, isTrunk: true };
    const trunkPx = bandHeight(trunk, size.widthPx, scales.trunk);
    placeRun(laying, trunk, { ...large, heightPx: trunkPx });
    y += trunkPx;
    const fieldY = y;
    if (field.chains.length > 0) {
      const small = { x: 0, y: y + FIELD_TITLE_PX, scale: scales.field, isTrunk: false };
      const fieldPx = bandHeight(field, size.widthPx, scales.field);
      placeRun(laying, field, { ...small, heightPx: fieldPx });
      y += FIELD_TITLE_PX + fieldPx;
    }
    const across = { x: 0, width: size.widthPx };
    const own = placedLane(lane, {
      lane: { ...across, y: top, height: y - top },
      field: { ...across, y: fieldY, height: y - fieldY },
    });
    y += LANE_GAP_PX;
    return own;
  });
  return finishMap(laying, { lanes, widthPx: size.widthPx, heightPx: y, isStacked: true });
}

function evenScale(scale: number): RunScale {
  return { across: scale, down: scale };
}

interface StackedScales {
  readonly trunk: RunScale;
  readonly field: RunScale;
}

function stackedScales(lanes: readonly PlannedLane[], size: MapSize): StackedScales {
  const even = largestThat(
    (scale) => heightOf(lanes, size, evenScale(scale), evenScale(scale)) <= size.heightPx,
  );
  const hasField = lanes.some(({ field }) => field.chains.length > 0);
  if (even >= READABLE || !hasField) {
    const grown = grownDown(lanes, size, even);
    return { trunk: grown, field: grown };
  }
  const none = { widthPx: size.widthPx, isTrunkOnly: true };
  const most = size.heightPx * TRUNK_PART;
  const trunk = largestThat(
    (scale) =>
      scale <= LARGEST_TRUNK && heightOf(lanes, none, evenScale(scale), evenScale(scale)) <= most,
  );
  const field = largestThat(
    (scale) => heightOf(lanes, size, evenScale(trunk), evenScale(scale)) <= size.heightPx,
  );
  return { trunk: evenScale(trunk), field: evenScale(Math.min(trunk, field)) };
}

/** Blocks are higher than they are wide where the window has the room. */
function grownDown(lanes: readonly PlannedLane[], size: MapSize, across: number): RunScale {
  const down = largestThat(
    (scale) =>
      scale <= across * MOST_GROWN &&
      heightOf(lanes, size, { across, down: scale }, { across, down: scale }) <= size.heightPx,
  );
  return { across, down: Math.max(across, down) };
}

interface Across {
  readonly widthPx: number;
  readonly isTrunkOnly?: boolean;
}

function heightOf(
  lanes: readonly PlannedLane[],
  { widthPx, isTrunkOnly = false }: Across,
  trunk: RunScale,
  field: RunScale,
): number {
  let height = 0;
  for (const lane of lanes) {
    height += STACKED_TITLE_PX + bandHeight(lane.trunk, widthPx, trunk) + LANE_GAP_PX;
    if (!isTrunkOnly && lane.field.chains.length > 0)
      height += FIELD_TITLE_PX + bandHeight(lane.field, widthPx, field);
  }
  return height;
}

/** How high columns must be, in px, for a run to have room beside each other. */
function bandHeight(run: ChainRun, widthPx: number, { across, down }: RunScale): number {
  if (run.chains.length === 0) return 0;
  const columns = Math.max(1, Math.floor(widthPx / columnWidth(run, across)));
  if (run.chains.length > COUNTED) return (run.height * down) / (columns * FILLED);
  // A block is not cut, however few there are.
  const highest = run.heights.reduce((most, height) => Math.max(most, height), 0);
  let low = Math.max(run.height / columns, highest + BLOCK.title);
  let high = Math.max(low, run.height);
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2;
    if (runColumns(run, middle).length <= columns) high = middle;
    else low = middle;
  }
  return high * down;
}
