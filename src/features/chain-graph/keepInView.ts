/** Where the camera stands: graph point (0, 0) is drawn at (x, y) of the window. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the camera moves over, in graph pixels. */
export interface Ground {
  readonly heightPx: number;
  /** What stays at the window's top edge and covers what is below it. */
  readonly coveredPx: number;
  /** Where the left edge of the window cuts no box. */
  readonly leftEdges: readonly number[];
}

/**
 * The nearest view that shows `target` (graph pixels) whole; the same view when it already does. When it must move sideways
 * it stops where no box is cut at the left, if the target can be seen from there. Up and down it does not leave the graph.
 * A target larger than the window shows its top left corner.
 */
export function keepInView(view: View, target: Rectangle, size: Size, ground: Ground): View {
  const { zoom } = view;
  const across = rangeOf(target.x * zoom, target.width * zoom, size.width);
  const x = isWithin(view.x, across) ? view.x : sideways(view, across, ground);
  const covered = ground.coveredPx * zoom;
  const down = rangeOf(target.y * zoom - covered, target.height * zoom + covered, size.height);
  const lowest = Math.min(0, size.height - ground.heightPx * zoom);
  const y = Math.min(0, Math.max(lowest, clamped(view.y, down)));
  return x === view.x && y === view.y ? view : { x, y, zoom };
}

function sideways({ x, zoom }: View, across: Range, { leftEdges }: Ground): number {
  const uncut = leftEdges.map((edge) => -edge * zoom).filter((at) => isWithin(at, across));
  return nearest(uncut, x) ?? clamped(x, across);
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** The offsets with which `start` to `start + length` lies inside the window; just its start where it does not fit. */
function rangeOf(start: number, length: number, window: number): Range {
  return { least: 0 - start, most: Math.max(0, window - length) - start };
}

function isWithin(offset: number, { least, most }: Range): boolean {
  return offset >= least && offset <= most;
}

function clamped(offset: number, { least, most }: Range): number {
  return Math.min(Math.max(offset, least), most);
}

function nearest(offsets: readonly number[], to: number): number | undefined {
  const [first, ...others] = offsets;
  if (first === undefined) return undefined;
  return others.reduce(
    (best, offset) => (Math.abs(offset - to) < Math.abs(best - to) ? offset : best),
    first,
  );
}
