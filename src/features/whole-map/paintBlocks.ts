import { firstEndingBelow } from "@/scene/whole-map/blockAt";
import { BLOCK } from "@/scene/whole-map/blockMetrics";
import { levelFor, type MapLevels } from "@/scene/whole-map/mapLevels";
import type { MergedBlocks } from "@/scene/whole-map/mergeBlocks";
import type { MapArea, MapBlocks, MapColumn, WholeMap } from "@/scene/whole-map/wholeMap";
import type { Brush } from "./brush";
import { NEARNESS_STEPS } from "./mapLook";

/** From this height of a name's line on blocks begin to turn into boxes, and here they are boxes. */
const FILLED_HEAD_PX = 6;
const BOX_HEAD_PX = 10;

/** Fills every block in the window; where there are too many, neighbours are filled as one. */
export function paintBlocks(brush: Brush, levels: MapLevels, isOutlined = true): void {
  const level = levelFor(levels, brush.seen);
  if (level === undefined) return;
  eachSeen(level, brush.seen, (at) => paintBlock(brush, level, at, isOutlined));
}

/** Calls with every block of a level that is in an area. */
function eachSeen(
  { columns, blocks }: Pick<MergedBlocks, "columns" | "blocks">,
  seen: MapArea,
  visit: (block: number) => void,
): void {
  for (const column of columns)
    if (column.x < seen.x + seen.width && column.x + column.width > seen.x)
      eachInColumn(blocks, column, seen, visit);
}

/** Calls with every block of a map in the window that is drawn at least so large: px per unit. */
export function eachNear(
  { columns, blocks }: WholeMap,
  { seen, view }: Brush,
  { leastScale, visit }: { leastScale: number; visit: (block: number, unitPx: number) => void },
): void {
  for (const column of columns) {
    const unitPx = (blocks.scale[column.first] ?? 0) * view.zoom;
    if (unitPx < leastScale || column.x > seen.x + seen.width) continue;
    if (column.x + column.width < seen.x) continue;
    eachInColumn(blocks, column, seen, (block) => visit(block, unitPx));
  }
}

function eachInColumn(
  blocks: MapBlocks,
  column: MapColumn,
  seen: MapArea,
  visit: (block: number) => void,
): void {
  const bottom = seen.y + seen.height;
  const end = column.first + column.count;
  for (let at = firstEndingBelow(blocks, column, seen.y); at < end; at += 1) {
    if ((blocks.y[at] ?? 0) > bottom) return;
    visit(at);
  }
}

function paintBlock(
  { context, view, ratio, look }: Brush,
  { blocks, tone }: MergedBlocks,
  at: number,
  isOutlined: boolean,
): void {
  const { zoom } = view;
  const left = Math.round(((blocks.x[at] ?? 0) * zoom + view.x) * ratio) / ratio;
  const top = Math.round(((blocks.y[at] ?? 0) * zoom + view.y) * ratio) / ratio;
  const width = Math.max(1, Math.round((blocks.width[at] ?? 0) * zoom * ratio)) / ratio;
  const height = Math.max(1, Math.round((blocks.height[at] ?? 0) * zoom * ratio)) / ratio;
  const near = nearness((blocks.scale[at] ?? 0) * zoom * BLOCK.head);
  const fill = look.fills[0]?.[tone[at] ?? 0] ?? look.line;
  if (near === 0) {
    context.fillStyle = fill;
    context.fillRect(left, top, width, height);
    return;
  }
  context.fillStyle = look.fills[near]?.[tone[at] ?? 0] ?? look.box;
  context.beginPath();
  context.roundRect(left, top, width, height, Math.min(6, height / 3));
  context.fill();
  if (!isOutlined) return;
  context.strokeStyle = fill;
  context.lineWidth = 1;
  context.stroke();
}

/** How near a block is: 0 is filled, the last step a box. */
function nearness(headPx: number): number {
  const share = (headPx - FILLED_HEAD_PX) / (BOX_HEAD_PX - FILLED_HEAD_PX);
  return Math.round(Math.min(1, Math.max(0, share)) * (NEARNESS_STEPS - 1));
}
