import type { TableName } from "@/engine";
import type { PlacedLane } from "@/scene/whole-map/wholeMap";
import { type Brush, fitted, inWindow, type MapPicture, TITLES_PX } from "./brush";

const FONT_PX = 12;
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
  context.fillStyle = look.canvas;
  context.fillRect(0, 0, window.width, TITLES_PX);
  context.fillStyle = look.line;
  context.fillRect(0, TITLES_PX - 1, window.width, 1);
  context.textBaseline = "middle";
  map.lanes.forEach((lane, at) => {
    const isFirst = map.lanes[at - 1]?.hook !== lane.hook || at === 0;
    const last = map.lanes.findLastIndex(({ hook }) => hook === lane.hook);
    if (isFirst) paintHook(brush, lane, map.lanes[last] ?? lane);
    paintTables(brush, lane);
  });
}

/** Hairlines between the hooks, over the whole height. */
export function paintLaneGrounds(
  { context, look, view, window }: Brush,
  { map }: MapPicture,
): void {
  context.fillStyle = look.line;
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
  const name = first.hook ?? "Not reached";
  context.fillText(fitted(name, room, FONT_PX * BOLD_EM), left, 13);
}

function paintTables(brush: Brush, lane: PlacedLane): void {
  const area = inWindow(brush, lane);
  const end = area.x + area.width + GAP_PX;
  let left = Math.max(area.x, EDGE_PX);
  // The table that has rules stands last; the bare ones give way to it.
  const tables = lane.tables.toReversed();
  for (const table of tables) {
    const width = table.length * FONT_PX * MONO_EM + 2 * CHIP_PADDING_PX;
    if (left + width > end) return;
    paintChip(brush, table, { left, width });
    left += width + 4;
  }
}

function paintChip(
  { context, look }: Brush,
  table: TableName,
  { left, width }: { readonly left: number; readonly width: number },
): void {
  const colours = look.tables[table];
  context.fillStyle = colours.soft;
  context.beginPath();
  context.roundRect(left, 31 - CHIP_PX / 2, width, CHIP_PX, 3);
  context.fill();
  context.font = `500 ${FONT_PX}px ${look.mono}`;
  context.fillStyle = colours.text;
  context.fillText(table, left + CHIP_PADDING_PX, 31.5);
}
