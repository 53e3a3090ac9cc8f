import { nextArrow } from "./arrowStates";
import { TITLE_PX } from "./boxMetrics";
import type { ChainGraph, Lane, Point } from "./chainGraph";
import type { GraphState } from "./graphState";
import type { Moment } from "./moment";
import { type StopPlace, stopPlace, tokenPoint } from "./stopPlace";

const CLEAR_PX = 12;
const TITLE_BORDER_PX = 6;
/** How far from a place a line turns. */
const TURN_PX = 22;
const LANE_CLEAR_PX = 4;
/** What a line at least needs: a corner behind where it starts, an arrowhead in front of its goal. */
const CORNER_PX = 8;
const HEAD_PX = 9;

/** The dotted line to the next stop, and the way the token takes. */
export function wayToNext(moment: Moment): Pick<GraphState, "next" | "way"> {
  const here = stopPlace(moment, moment.stop);
  const there = stopPlace(moment, moment.stop + 1);
  if (here === undefined || there === undefined) return { next: [], way: [] };
  const start = tokenPoint(here);
  const end = tokenPoint(there);
  const arrow = nextArrow(moment);
  if (arrow !== undefined) return { next: arrow.points, way: [start, ...arrow.points, end] };
  if (staysNear(moment.graph.lanes, here, there)) return { next: [], way: [start, end] };
  const next =
    isInTitle(start) || isInTitle(end)
      ? belowTitle(leavingPoint(here), end)
      : lineTo(moment.graph, leavingPoint(here), end);
  return { next, way: [start, ...next, end] };
}

/** Signs of conntrack stand in the title line. */
function isInTitle({ y }: Point): boolean {
  return y < TITLE_PX;
}

/** Along the lower border of the title line, so that no title and no box is crossed. */
function belowTitle(start: Point, end: Point): readonly Point[] {
  const y = TITLE_PX - TITLE_BORDER_PX;
  const turn = (point: Point) => (isInTitle(point) ? 0 : TURN_PX);
  const from = { x: start.x + turn(start), y };
  const to = { x: end.x - turn(end), y };
  return [start, { x: from.x, y: start.y }, from, to, { x: to.x, y: end.y }, end];
}

/** On in the same chain, back to a caller in the same table, or what conntrack does beside it: there is no line for that. */
function staysNear(lanes: readonly Lane[], here: StopPlace, there: StopPlace): boolean {
  const titles = [here, there].filter((place) => isInTitle(tokenPoint(place)));
  const isSameLane = laneAt(lanes, tokenPoint(here)) === laneAt(lanes, tokenPoint(there));
  if (titles.length > 0 && isSameLane) return titles.length === 2 || here.kind !== there.kind;
  return (
    here.kind === "row" &&
    there.kind === "row" &&
    here.at.box.table === there.at.box.table &&
    here.at.box.hook === there.at.box.hook
  );
}

/** A row is left at its right border, where its port would be. */
function leavingPoint(place: StopPlace): Point {
  return place.kind === "sign"
    ? place.at
    : { x: place.at.box.x + place.at.box.widthPx, y: place.at.y };
}

/** Straight on and then up or down in front of the goal; below all boxes where one stands in the way. */
function lineTo({ boxes, lanes }: ChainGraph, start: Point, end: Point): readonly Point[] {
  const turn = turnBefore(lanes, start, end);
  const isBlocked = boxes.some(
    ({ x, y, widthPx, heightPx }) =>
      x < turn && x + widthPx > start.x + 1 && y < start.y && y + heightPx > start.y,
  );
  if (!isBlocked && turn > start.x) return withoutRepeats(around(start, end, { turn }));
  const bottom = Math.max(...boxes.map(({ y, heightPx }) => y + heightPx)) + CLEAR_PX;
  return [
    start,
    { x: start.x + TURN_PX, y: start.y },
    { x: start.x + TURN_PX, y: bottom },
    { x: turn, y: bottom },
    { x: turn, y: end.y },
    end,
  ];
}

/** Left of a routing lane that it enters and as far right as can be in one that it leaves, so that the words below a sign are not crossed. */
function turnBefore(lanes: readonly Lane[], start: Point, end: Point): number {
  const latest = end.x - HEAD_PX;
  const entered = routingLaneAt(lanes, end);
  if (entered !== undefined) return Math.min(end.x - TURN_PX, entered.xPx - LANE_CLEAR_PX);
  if (latest < start.x + CORNER_PX) return end.x - TURN_PX;
  if (routingLaneAt(lanes, start) !== undefined && end.y > start.y) return latest;
  return Math.max(end.x - TURN_PX, Math.min(start.x + CORNER_PX, latest));
}

function routingLaneAt(lanes: readonly Lane[], { x }: Point): Lane | undefined {
  return lanes.find(
    ({ hook, xPx, widthPx }) => hook === "routing" && xPx <= x && x <= xPx + widthPx,
  );
}

/** The lane that a point lies in or just before. */
function laneAt(lanes: readonly Lane[], { x }: Point): Lane | undefined {
  return lanes.find(({ xPx, widthPx }) => x <= xPx + widthPx);
}

function around(start: Point, end: Point, { turn }: { readonly turn: number }): readonly Point[] {
  return [start, { x: turn, y: start.y }, { x: turn, y: end.y }, end];
}

function withoutRepeats(points: readonly Point[]): readonly Point[] {
  const isStraight = points.every(({ y }) => Math.abs(y - (points[0]?.y ?? 0)) < 1);
  return isStraight
    ? points.filter((_, index) => index === 0 || index === points.length - 1)
    : points;
}
