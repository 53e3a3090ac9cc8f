import type { MapPlan } from "./mapPlan";
import {
  FIELD_GAP_PX,
  FIELD_TITLE_PX,
  grownScale,
  LANE_GAP_PX,
  type MapSize,
  mapScales,
  uncutLanes,
} from "./mapScales";
import { placedLane } from "./placedLane";
import { emptyMap, finishMap, placeRun } from "./placeRun";
import { stackMap } from "./stackMap";
import type { WholeMap } from "./wholeMap";

/** A window that is so much higher than wide has its lanes one below the other. */
const STACKED = 1.1;

/**
 * Gives every chain its place: lanes from left to right in the order in which packets meet them, in each lane the large
 * chains, then the many in columns. Takes time in proportion to the number of chains.
 */
export function layOutMap(plan: MapPlan, size: MapSize): WholeMap {
  if (size.heightPx > size.widthPx * STACKED) return stackMap(plan, size);
  const planned = uncutLanes(plan.lanes, size);
  const scales = mapScales(planned, size);
  const fieldHeightPx = size.heightPx - FIELD_TITLE_PX;
  const trunks = planned.map(({ trunk }) => trunk);
  const fields = planned.map(({ field }) => field);
  const trunkScale = grownScale(trunks, size.heightPx, scales.trunk);
  const fieldScale = grownScale(fields, fieldHeightPx, scales.field);
  const laying = emptyMap(plan);
  const fieldGround = { y: FIELD_TITLE_PX, heightPx: fieldHeightPx };
  let x = LANE_GAP_PX;
  const lanes = planned.map((lane) => {
    const left = x;
    const { trunk, field } = lane;
    const large = { x, y: 0, heightPx: size.heightPx, scale: trunkScale, isTrunk: true };
    x = placeRun(laying, trunk, large).endX;
    if (field.chains.length > 0 && trunk.chains.length > 0) x += FIELD_GAP_PX;
    const fieldX = x;
    x = placeRun(laying, field, { ...fieldGround, x, scale: fieldScale, isTrunk: false }).endX;
    const area = { y: 0, height: size.heightPx };
    const own = placedLane(lane, {
      lane: { ...area, x: left, width: x - left },
      field: { ...area, x: fieldX, width: x - fieldX },
    });
    x += LANE_GAP_PX;
    return own;
  });
  return finishMap(laying, { lanes, widthPx: x, heightPx: size.heightPx, isStacked: false });
}
