import { HEADER_MIDDLE_PX } from "./boxMetrics";
import type { Arrow, ChainBox, Lane, Point, Sign } from "./chainGraph";

const SIGN_HALF_PX = 16;
/** How far left of a box an arrow turns towards its header. */
const TURN_PX = 16;

/** From the sign at which the packet comes in, or is routed, to the first base chain right of it. */
export function flowArrows(
  lanes: readonly Lane[],
  boxes: readonly ChainBox[],
  signs: readonly Sign[],
): readonly Arrow[] {
  return lanes.flatMap((lane, index): Arrow[] => {
    if (lane.hook === "routing") return [];
    const first = boxes.find(
      (box) => box.hook === lane.hook && box.x >= lane.xPx && box.x <= lane.xPx + lane.widthPx,
    );
    const sign = signBefore(lanes[index - 1], lane, signs);
    if (first === undefined || sign === undefined) return [];
    return [
      {
        id: `${sign.id}>${first.id}`,
        kind: "flow",
        fromBox: sign.id,
        fromRow: undefined,
        toBox: first.id,
        table: first.table,
        points: pointsTo(sign, first),
      },
    ];
  });
}

/** Signs in a title line, and those at which the way ends. */
const STANDS_APART: ReadonlySet<Sign["kind"]> = new Set(["conntrack", "table", "wire-in", "lost"]);

/** The last sign of the routing lane before, or the entry for the first lane. */
function signBefore(
  before: Lane | undefined,
  lane: Lane,
  signs: readonly Sign[],
): Sign | undefined {
  const from = before === undefined ? 0 : before.xPx;
  if (before !== undefined && before.hook !== "routing") return undefined;
  return signs.findLast(({ x, kind }) => !STANDS_APART.has(kind) && x >= from && x < lane.xPx);
}

function pointsTo(sign: Sign, box: ChainBox): readonly Point[] {
  const start = { x: sign.x + SIGN_HALF_PX, y: sign.y };
  const end = { x: box.x, y: box.y + HEADER_MIDDLE_PX };
  if (Math.abs(start.y - end.y) < 1) return [start, end];
  const turn = Math.max(start.x, end.x - TURN_PX);
  return [start, { x: turn, y: start.y }, { x: turn, y: end.y }, end];
}
