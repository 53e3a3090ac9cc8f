import type { TableName } from "@/engine";
import { STACKED_TITLE_PX } from "@/scene/whole-map/stackMap";
import type { PlacedLane } from "@/scene/whole-map/wholeMap";
import { type Brush, fitted, inWindow, type MapPicture, TITLES_PX, writeOn } from "./brush";

const FONT_PX = 12;
const NOT_REACHED = "Not reached";
const BOLD_EM = 0.72;
const MONO_EM = 0.6;
const CHIP_PADDING_PX = 5;
const CHIP_PX = 16;
/** Between a title and the lane to its right. */
const GAP_PX = 6;
const EDGE_PX = 8;

/** The hooks and their tables above their lanes, at the window's top however far the map is moved. */
export function paintLaneTitles(brush: Brush, { map }: MapPicture): void {
  const { context, look, window } = brush;
  context.textBaseline = "middle";
  if (map.isStacked) {
    for (const lane of map.lanes) paintStackedTitle(brush, lane);
    return;
  }
  context.fillStyle = look.canvas;
  context.fillRect(0, 0, window.width, TITLES_PX);
  context.fillStyle = look.line;
  context.fillRect(0, TITLES_PX - 1, window.width, 1);
  map.lanes.forEach((lane, at) => {
    const isFirst = map.lanes[at - 1]?.hook !== lane.hook || at === 0;
    const last = map.lanes.findLastIndex(({ hook }) => hook === lane.hook);
    if (isFirst) paintHook(brush, lane, map.lanes[last] ?? lane);
    const area = inWindow(brush, lane);
    const line = { left: Math.max(area.x, EDGE_PX), end: area.x + area.width + GAP_PX };
    paintTables(brush, lane.tables, { ...line, middle: 31 });
  });
}

/** A lane's hook and tables in a line above it, which stays in the window as long as the lane does. */
function paintStackedTitle(brush: Brush, lane: PlacedLane): void {
  const { context, look, window } = brush;
  const area = inWindow(brush, lane);
  const end = area.y + area.height;
  if (area.y > window.height || end < 0) return;
  const top = Math.min(Math.max(area.y, 0), end - STACKED_TITLE_PX);
  // Only a title that was moved down over its lane needs a ground: the packet's way goes on behind the others.
  if (top > area.y + 1) {
    context.fillStyle = look.canvas;
    context.fillRect(0, top, window.width, STACKED_TITLE_PX);
  }
  context.font = `600 ${FONT_PX}px ${look.sans}`;
  context.fillStyle = look.text2;
  const name = lane.hook ?? NOT_REACHED;
  const middle = top + STACKED_TITLE_PX / 2;
  writeOn(brush, look.canvas, { text: name, x: 12, y: middle });
  const left = 12 + context.measureText(name).width + 8;
  paintTables(brush, lane.tables, { left, end: window.width, middle });
}

/** Hairlines between the hooks, over the whole height. */
export function paintLaneGrounds(brush: Brush, { map }: MapPicture): void {
  const { context, look, view, window } = brush;
  context.fillStyle = look.line;
  if (map.isStacked) return;
  map.lanes.forEach((lane, at) => {
    const before = map.lanes[at - 1];
    if (before === undefined || before.hook === lane.hook) return;
    const middle = (before.x + before.width + lane.x) / 2;
    context.fillRect(Math.round(middle * view.zoom + view.x), 0, 1, window.height);
  });
}

/** A hook's name stands over all of its lanes, and stays in the window as long as any of them does. */
function paintHook(brush: Brush, first: PlacedLane, last: PlacedLane): void {
  const { context, look } = brush;
  const from = inWindow(brush, first);
  const to = inWindow(brush, last);
  const left = Math.max(from.x, EDGE_PX);
  const room = to.x + to.width + GAP_PX - left;
  context.font = `600 ${FONT_PX}px ${look.sans}`;
  context.fillStyle = look.text2;
  const name = first.hook ?? NOT_REACHED;
  context.fillText(fitted(name, room, FONT_PX * BOLD_EM), left, 13);
}

interface ChipLine {
  readonly left: number;
  readonly end: number;
  readonly middle: number;
}

/** The table that has rules stands last in its lane; the bare ones give way to it. */
function paintTables(brush: Brush, tables: readonly TableName[], line: ChipLine): void {
  let { left } = line;
  for (const table of tables.toReversed()) {
    const width = table.length * FONT_PX * MONO_EM + 2 * CHIP_PADDING_PX;
    if (left + width > line.end) return;
    paintChip(brush, table, { left, width, middle: line.middle });
    left += width + 4;
  }
}

interface ChipPlace {
  readonly left: number;
  readonly width: number;
  readonly middle: number;
}

function paintChip(
  { context, look }: Brush,
  table: TableName,
  { left, width, middle }: ChipPlace,
): void {
  const colours = look.tables[table];
  context.fillStyle = colours.soft;
  context.beginPath();
  context.roundRect(left, middle - CHIP_PX / 2, width, CHIP_PX, 3);
  context.fill();
  context.font = `500 ${FONT_PX}px ${look.mono}`;
  context.fillStyle = colours.text;
  context.fillText(table, left + CHIP_PADDING_PX, middle + 0.5);
}
