import type { Point } from "./point";

/** How far the arrowhead reaches back from its tip. */
const HEAD_PX = 8;
const CORNER_PX = 8;

/** The line of an arrow as an SVG path with rounded corners. It ends inside the arrowhead, not at its tip. */
export function arrowPath(points: readonly Point[]): string {
  return roundedPath(shortened(points, HEAD_PX - 1));
}

/** Orthogonal points as an SVG path; a corner is rounded as far as its two legs allow. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const commands = rest.map((point, index) => {
    const next = rest[index + 1];
    return next === undefined
      ? `L${point.x} ${point.y}`
      : corner(points[index] ?? first, point, next);
  });
  return [`M${first.x} ${first.y}`, ...commands].join("");
}

/** The tip as a filled triangle that points the way the last leg goes. */
export function arrowHead(points: readonly Point[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return "";
  const along = direction(before, tip);
  const base = { x: tip.x - along.x * HEAD_PX, y: tip.y - along.y * HEAD_PX };
  const side = { x: -along.y * 4.5, y: along.x * 4.5 };
  return `M${tip.x} ${tip.y}L${base.x + side.x} ${base.y + side.y}L${base.x - side.x} ${base.y - side.y}Z`;
}

function corner(before: Point, at: Point, after: Point): string {
  const radius = Math.min(CORNER_PX, distance(before, at) / 2, distance(at, after) / 2);
  const into = toward(at, before, radius);
  const out = toward(at, after, radius);
  return `L${into.x} ${into.y}Q${at.x} ${at.y} ${out.x} ${out.y}`;
}

/** The line without its last `byPx`; a last leg that is shorter goes with them but for its beginning. */
export function shortened(points: readonly Point[], byPx: number): readonly Point[] {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return points;
  const length = distance(before, tip);
  return [...points.slice(0, -1), toward(tip, before, Math.min(byPx, length))];
}

function toward(from: Point, to: Point, byPx: number): Point {
  const along = direction(from, to);
  return { x: from.x + along.x * byPx, y: from.y + along.y * byPx };
}

function direction(from: Point, to: Point): Point {
  const length = distance(from, to);
  if (length === 0) return { x: 0, y: 0 };
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
