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

/** Room left between what is kept in view and the window's edge. */
const MARGIN_PX = 8;

/**
 * The nearest view that shows `target` (graph pixels) whole; the same view when it already does.
 * A target larger than the window shows its top left corner.
 */
export function keepInView(view: View, target: Rectangle, size: Size): View {
  const x = keepAxis(view.x, target.x * view.zoom, target.width * view.zoom, size.width);
  const y = keepAxis(view.y, target.y * view.zoom, target.height * view.zoom, size.height);
  return x === view.x && y === view.y ? view : { x, y, zoom: view.zoom };
}

/** The offset of one axis nearest to `offset` with which `start` to `start + length` lies inside the window. */
function keepAxis(offset: number, start: number, length: number, window: number): number {
  const margin = Math.min(MARGIN_PX, Math.max(0, (window - length) / 2));
  const nearest = margin - start;
  const farthest = window - margin - length - start;
  if (length + 2 * margin > window) return nearest;
  return Math.min(Math.max(offset, nearest), farthest);
}
