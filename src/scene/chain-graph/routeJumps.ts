import { assignTracks, type Segment } from "./assignTracks";
import {
  HEADER_MIDDLE_PX,
  LEAST_COLUMN_GAP_PX,
  STACK_GAP_PX,
  TOP_ENTRY_PX,
  TRACK_MARGIN_PX,
  TRACK_PX,
} from "./boxMetrics";
import type { Point } from "./chainGraph";
import type { Jump } from "./jump";

interface RouteInput {
  readonly columns: readonly (readonly string[])[];
  readonly stacked: number;
  readonly jumps: readonly Jump[];
  readonly tops: ReadonlyMap<string, number>;
  /** The width of each column. */
  readonly widthsPx: readonly number[];
}

export interface RoutedJumps {
  /** The left edge of each column. */
  readonly lefts: readonly number[];
  /** By jump id. */
  readonly points: ReadonlyMap<string, readonly Point[]>;
  readonly widthPx: number;
  /** Room that arrows need above the boxes: those that pass over a column. */
  readonly abovePx: number;
}

/** One jump on its way: which gaps between columns it turns in, and at which heights. */
interface Route {
  readonly jump: Jump;
  readonly way: "next" | "beside" | "below" | "over";
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly fromY: number;
  readonly toY: number;
  /** For `over`: the height above the boxes. */
  readonly overY: number;
}

/** Draws every jump with right angles, each in a track of its own, and makes the gaps between columns as wide as that needs. */
export function routeJumps(input: RouteInput): RoutedJumps {
  const routes = spreadEntries(planRoutes(input));
  const gaps = input.columns.map((_, index) => assignTracks(segmentsOf(routes, index)));
  const lefts = columnLefts(input, gaps);
  const rights = lefts.map((left, index) => left + (input.widthsPx[index] ?? 0));
  const trackX = (gap: number, id: string) =>
    (rights[gap] ?? 0) + TRACK_MARGIN_PX + (gaps[gap]?.get(id) ?? 0) * TRACK_PX;
  const points = new Map<string, readonly Point[]>();
  for (const route of routes) points.set(route.jump.id, pointsOf(route, { lefts, rights, trackX }));
  const last = input.columns.length - 1;
  return {
    lefts,
    points,
    widthPx: (rights[last] ?? 0) + sideWidth(gaps[last]),
    abovePx: overCount(routes) * TRACK_PX,
  };
}

function planRoutes({ columns, stacked, jumps, tops }: RouteInput): readonly Route[] {
  const columnOf = new Map(columns.flatMap((column, index) => column.map((box) => [box, index])));
  let over = 0;
  return jumps.map((jump) => {
    const fromColumn = columnOf.get(jump.fromBox) ?? 0;
    const toColumn = columnOf.get(jump.toBox) ?? 0;
    const way = wayOf(jump, { columns, stacked, step: toColumn - fromColumn, fromColumn });
    const top = tops.get(jump.toBox) ?? 0;
    if (way === "over") over++;
    return {
      jump,
      way,
      fromColumn,
      toColumn,
      fromY: (tops.get(jump.fromBox) ?? 0) + jump.rowMiddlePx,
      toY: way === "below" ? top - STACK_GAP_PX / 2 : top + HEADER_MIDDLE_PX,
      overY: -over * TRACK_PX,
    };
  });
}

interface Whereabouts {
  readonly columns: RouteInput["columns"];
  readonly stacked: number;
  readonly step: number;
  readonly fromColumn: number;
}

function wayOf(
  { fromBox, toBox }: Jump,
  { columns, stacked, step, fromColumn }: Whereabouts,
): Route["way"] {
  if (step === 1) return "next";
  if (step !== 0) return "over";
  const column = columns[fromColumn] ?? [];
  const from = column.indexOf(fromBox);
  return fromColumn === 0 && from + 1 < stacked && column[from + 1] === toBox ? "below" : "beside";
}

const ENTRY_SPREAD_PX = 16;

/** Arrows that end at the same side of one header end at different heights: the one that comes from above, above. */
function spreadEntries(routes: readonly Route[]): readonly Route[] {
  const bySide = new Map<string, Route[]>();
  for (const route of routes) {
    if (route.way === "below") continue;
    const side = `${route.jump.toBox} ${entersLeft(route) ? "left" : "right"}`;
    bySide.set(side, [...(bySide.get(side) ?? []), route]);
  }
  const offsets = new Map([...bySide.values()].flatMap(entryOffsets));
  return routes.map((route) => ({ ...route, toY: route.toY + (offsets.get(route) ?? 0) }));
}

function entryOffsets(routes: readonly Route[]): readonly (readonly [Route, number])[] {
  const [only, ...others] = routes;
  if (only !== undefined && others.length === 0) return [[only, straightening(only)]];
  const step = routes.length < 3 ? TRACK_PX : ENTRY_SPREAD_PX / (routes.length - 1);
  return [...routes]
    .sort((one, other) => startY(one) - startY(other))
    .map((route, index) => [route, (index - (routes.length - 1) / 2) * step] as const);
}

/** A single arrow that would have a small kink meets the header where it comes from. */
const STRAIGHTENED_PX = 11;

function straightening({ way, fromY, toY }: Route): number {
  return way === "next" && Math.abs(fromY - toY) <= STRAIGHTENED_PX ? fromY - toY : 0;
}

function entersLeft({ way, fromColumn, toColumn }: Route): boolean {
  return way === "next" || (way === "over" && toColumn > fromColumn);
}

function startY({ way, fromY, overY }: Route): number {
  return way === "over" ? overY : fromY;
}

/** The vertical pieces that lie in the gap right of a column. */
function segmentsOf(routes: readonly Route[], column: number): readonly Segment[] {
  return routes.flatMap((route): Segment[] => {
    const { jump, way, fromColumn, fromY, toY, overY } = route;
    const pieces: Segment[] = [];
    const id = jump.id;
    if (fromColumn === column) {
      const isStraight = way === "next" && Math.abs(fromY - toY) < 1;
      if (!isStraight) {
        pieces.push({ id, fromY, toY: way === "over" ? overY : toY, isShort: way === "below" });
      }
    }
    if (way === "over" && lastGap(route) === column) {
      pieces.push({ id: `${id} end`, fromY: overY, toY, isShort: false });
    }
    return pieces;
  });
}

/** The gap in which an arrow that passes over columns comes down. */
function lastGap({ fromColumn, toColumn }: Route): number {
  return toColumn > fromColumn ? toColumn - 1 : toColumn;
}

function columnLefts(
  { widthsPx }: RouteInput,
  gaps: readonly ReadonlyMap<string, number>[],
): readonly number[] {
  let left = 0;
  return widthsPx.map((width, index) => {
    const own = left;
    left += width + gapWidth(gaps[index]);
    return own;
  });
}

/** 36 px for one track, 46 for three. */
function gapWidth(tracks: ReadonlyMap<string, number> | undefined): number {
  return Math.max(LEAST_COLUMN_GAP_PX, 2 * TRACK_MARGIN_PX + TRACK_PX * trackCount(tracks));
}

function sideWidth(tracks: ReadonlyMap<string, number> | undefined): number {
  const count = trackCount(tracks);
  return count === 0 ? 0 : TRACK_MARGIN_PX + TRACK_PX * count;
}

function trackCount(tracks: ReadonlyMap<string, number> | undefined): number {
  return Math.max(0, ...[...(tracks?.values() ?? [])].map((track) => track + 1));
}

function overCount(routes: readonly Route[]): number {
  return routes.filter(({ way }) => way === "over").length;
}

interface Edges {
  readonly lefts: readonly number[];
  readonly rights: readonly number[];
  trackX(gap: number, id: string): number;
}

function pointsOf(route: Route, { lefts, rights, trackX }: Edges): readonly Point[] {
  const { jump, way, fromColumn, toColumn, fromY, toY, overY } = route;
  const start = { x: rights[fromColumn] ?? 0, y: fromY };
  const turn = trackX(fromColumn, jump.id);
  const left = lefts[toColumn] ?? 0;
  const right = rights[toColumn] ?? 0;
  switch (way) {
    case "next":
      if (Math.abs(fromY - toY) < 1) return [start, { x: left, y: fromY }];
      return [start, { x: turn, y: fromY }, { x: turn, y: toY }, { x: left, y: toY }];
    case "beside":
      return [start, { x: turn, y: fromY }, { x: turn, y: toY }, { x: right, y: toY }];
    case "below": {
      const entry = left + TOP_ENTRY_PX;
      const end = { x: entry, y: toY + STACK_GAP_PX / 2 };
      return [start, { x: turn, y: fromY }, { x: turn, y: toY }, { x: entry, y: toY }, end];
    }
    case "over": {
      const down = trackX(lastGap(route), `${jump.id} end`);
      return [
        start,
        { x: turn, y: fromY },
        { x: turn, y: overY },
        { x: down, y: overY },
        { x: down, y: toY },
        { x: entersLeft(route) ? left : right, y: toY },
      ];
    }
  }
}
