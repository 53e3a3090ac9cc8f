import { leadsTo, rulesOf } from "@/scene/whole-map/rulePlaces";
import type { MapArea } from "@/scene/whole-map/wholeMap";
import { type Brush, chainInWindow, inWindow, isSeen, type MapPicture } from "./brush";

/** A name's line of a large block: lines end there, not in the middle of a tall one. */
const HEAD_PX = 14;
/** Of one chain, so many jumps at most are drawn. */
const MOST_LINES = 300;

/** The jumps between groups, faint: all jumps from one to another are one line, the wider the more there are. */
export function paintBundles(brush: Brush, { bundles }: MapPicture): void {
  const { context, look } = brush;
  context.strokeStyle = look.lineStrong;
  context.globalAlpha = 0.4;
  for (const { from, to, jumps } of bundles) {
    context.lineWidth = 1 + Math.log10(jumps);
    context.beginPath();
    traceJump(context, inWindow(brush, from), inWindow(brush, to));
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Every jump to and from one chain. */
export function paintJumpsOf(brush: Brush, { map }: MapPicture, chain: number): void {
  const { context, look } = brush;
  const { places, index } = map.plan;
  const own = chainInWindow(brush, map, chain);
  const targets = distinct(rulesOf(places, chain), (line) => index.targetOfLine[line] ?? -1);
  const callers = distinct(leadsTo(places, chain), (line) => index.chainOfLine[line] ?? -1);
  context.strokeStyle = look.tables[index.chains[chain]?.table ?? "filter"].plain;
  context.lineWidth = 1.5;
  context.globalAlpha = targets.length + callers.length > 40 ? 0.35 : 0.9;
  context.beginPath();
  for (const target of targets) traceJump(context, own, chainInWindow(brush, map, target));
  for (const caller of callers) traceJump(context, chainInWindow(brush, map, caller), own);
  context.stroke();
  context.globalAlpha = 1;
}

function distinct(lines: Uint32Array, chainAt: (line: number) => number): readonly number[] {
  const chains = new Set<number>();
  for (const line of lines) {
    const chain = chainAt(line);
    if (chain >= 0) chains.add(chain);
    if (chains.size >= MOST_LINES) break;
  }
  return [...chains];
}

/** The packet's way from chain to chain: gone as a line, to come as dots. */
export function paintWay(brush: Brush, { map, walked }: MapPicture): void {
  const { context, look } = brush;
  const areas = walked.chains.map((chain) => chainInWindow(brush, map, chain));
  const gone = areas.slice(0, Math.max(1, walked.reached));
  const toCome = areas.slice(gone.length - 1);
  context.lineCap = "round";
  context.lineJoin = "round";
  const drawJump = map.isStacked ? traceStackedJump : traceJump;
  trace(context, gone, drawJump);
  context.strokeStyle = look.canvas;
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = look.ink;
  context.lineWidth = 2;
  context.stroke();
  trace(context, toCome, drawJump);
  context.setLineDash([2, 5]);
  context.stroke();
  context.setLineDash([]);
  context.lineCap = "butt";
}

type DrawJump = (context: CanvasRenderingContext2D, from: MapArea, to: MapArea) => void;

function trace(
  context: CanvasRenderingContext2D,
  areas: readonly MapArea[],
  drawJump: DrawJump,
): void {
  context.beginPath();
  areas.forEach((area, at) => {
    const before = areas[at - 1];
    if (before !== undefined) drawJump(context, before, area);
  });
}

/** How small a walked block is drawn at least, so that it stands out of forty thousand. */
const LEAST_WALKED_PX = 7;

/** Lights the chains of the packet's way, and puts the packet itself at the one it is in. */
export function paintWalked(brush: Brush, { map, walked }: MapPicture): void {
  const { context, look } = brush;
  const { chains } = map.plan.index;
  const current = walked.chains[walked.reached - 1];
  for (const chain of new Set(walked.chains)) {
    const area = atLeast(chainInWindow(brush, map, chain), LEAST_WALKED_PX);
    if (!isSeen(brush, area)) continue;
    const colours = look.tables[chains[chain]?.table ?? "filter"];
    context.beginPath();
    context.roundRect(area.x, area.y, area.width, area.height, Math.min(6, area.height / 3));
    if (area.height <= LEAST_WALKED_PX + 2) {
      context.fillStyle = colours.plain;
      context.fill();
    }
    context.strokeStyle = chain === current ? look.ink : colours.plain;
    context.lineWidth = 2;
    context.stroke();
  }
}

/** The packet: a disc of ink at the left border of its chain. */
export function paintPacket(brush: Brush, { map, walked }: MapPicture): void {
  const { context, look } = brush;
  const current = walked.chains[walked.reached - 1];
  if (current === undefined) return;
  const area = chainInWindow(brush, map, current);
  const middle = area.y + Math.min(area.height / 2, HEAD_PX / 2);
  const discs = [
    { radius: 8.5, fill: look.ink },
    { radius: 7, fill: look.canvas },
    { radius: 4.5, fill: look.ink },
  ];
  for (const { radius, fill } of discs) {
    context.beginPath();
    context.arc(area.x, middle, radius, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
  }
}

/** The same rectangle, grown around its middle where it is smaller. */
export function atLeast({ x, y, width, height }: MapArea, leastPx: number): MapArea {
  const wider = Math.max(0, leastPx - width);
  const higher = Math.max(0, leastPx - height);
  return { x: x - wider / 2, y: y - higher / 2, width: width + wider, height: height + higher };
}

/** From a block's side to another's: to the right as a rule, back to the left, or along the left side within a column. */
function traceJump(context: CanvasRenderingContext2D, from: MapArea, to: MapArea): void {
  const startY = from.y + Math.min(from.height / 2, HEAD_PX / 2);
  const endY = to.y + Math.min(to.height / 2, HEAD_PX / 2);
  if (to.x >= from.x + from.width - 1) curve(context, [from.x + from.width, startY, to.x, endY], 1);
  else if (from.x >= to.x + to.width - 1)
    curve(context, [from.x, startY, to.x + to.width, endY], -1);
  else {
    const out = Math.min(from.x, to.x) - Math.min(18, 6 + Math.abs(endY - startY) / 12);
    context.moveTo(from.x, startY);
    context.bezierCurveTo(out, startY, out, endY, to.x, endY);
  }
}

/** Where lanes are stacked, ways lead up and down: nearby straight there, to a farther lane along the left edge, past what is between. */
function traceStackedJump(context: CanvasRenderingContext2D, from: MapArea, to: MapArea): void {
  const isDown = to.y >= from.y + from.height - 1;
  const isUp = from.y >= to.y + to.height - 1;
  if (!isDown && !isUp) {
    traceJump(context, from, to);
    return;
  }
  const start = { x: stackedX(from), y: isDown ? from.y + from.height : from.y };
  const end = { x: stackedX(to), y: isDown ? to.y : to.y + to.height };
  context.moveTo(start.x, start.y);
  if (Math.abs(end.y - start.y) < NEAR_PX) {
    const middle = (start.y + end.y) / 2;
    context.bezierCurveTo(start.x, middle, end.x, middle, end.x, end.y);
    return;
  }
  const out = isDown ? BESIDE_PX : -BESIDE_PX;
  const edge = Math.min(from.x, to.x) - 2 * BESIDE_PX;
  const corners = [
    { x: start.x, y: start.y + out },
    { x: edge, y: start.y + out },
    { x: edge, y: end.y - out },
    { x: end.x, y: end.y - out },
    end,
  ];
  corners.forEach(({ x, y }, at) => {
    const next = corners[at + 1];
    if (next === undefined) context.lineTo(x, y);
    else context.arcTo(x, y, next.x, next.y, BESIDE_PX);
  });
}

/** A way between stacked lanes that is longer has other lanes in between. */
const NEAR_PX = 70;
const BESIDE_PX = 4;

/** Near the left end, where the name begins. */
function stackedX({ x, width }: MapArea): number {
  return x + Math.min(width / 2, 16);
}

function curve(
  context: CanvasRenderingContext2D,
  [startX, startY, endX, endY]: readonly [number, number, number, number],
  direction: 1 | -1,
): void {
  const reach = direction * Math.max(14, Math.abs(endX - startX) * 0.45);
  context.moveTo(startX, startY);
  context.bezierCurveTo(startX + reach, startY, endX - reach, endY, endX, endY);
}
