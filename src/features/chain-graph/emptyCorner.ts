import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import type { Rectangle, Size, View } from "./keepInView";

/** The overview's size in the window. */
export const OVERVIEW: Size = { width: 144, height: 64 };
/** From the window's edges, and from what stands beside it. */
const MARGIN_PX = 12;
const CLEAR_PX = 8;
const LINE_PX = 16;
/** Half of a sign's square; half of the width of the words below it. */
const SIGN_HALF_PX = 14;
const SIGN_WORDS_HALF_PX = 50;

const LOWER_CORNERS = ["bottom-left", "bottom-right"] as const;
export type LowerCorner = (typeof LOWER_CORNERS)[number];

/** What is drawn of a graph, as far as it can be covered. */
export type Drawn = Pick<ChainGraph, "boxes" | "signs" | "arrows">;

/** The lower corner of the window in which the overview would cover nothing; undefined when there is none. */
export function emptyCorner(drawn: Drawn, view: View, size: Size): LowerCorner | undefined {
  const y = size.height - MARGIN_PX - OVERVIEW.height - CLEAR_PX;
  const across = MARGIN_PX + OVERVIEW.width + CLEAR_PX;
  const height = size.height - y;
  const corners: Readonly<Record<LowerCorner, Rectangle>> = {
    "bottom-left": { x: 0, y, width: across, height },
    "bottom-right": { x: size.width - across, y, width: across, height },
  };
  const places = placesOf(drawn).map((place) => inWindow(place, view));
  return LOWER_CORNERS.find((corner) => !places.some((place) => touches(place, corners[corner])));
}

function placesOf({ boxes, signs, arrows }: Drawn): readonly Rectangle[] {
  return [
    ...boxes.map(({ x, y, widthPx, heightPx, note }) => ({
      x,
      y,
      width: widthPx,
      height: heightPx + note.length * LINE_PX,
    })),
    ...signs.map(({ x, y, text }) => ({
      x: x - SIGN_WORDS_HALF_PX,
      y: y - SIGN_HALF_PX,
      width: 2 * SIGN_WORDS_HALF_PX,
      height: 2 * SIGN_HALF_PX + (text.length + 0.5) * LINE_PX,
    })),
    ...arrows.flatMap(({ points }) =>
      points.slice(1).map((to, index) => {
        const from = points[index] ?? to;
        return {
          x: Math.min(from.x, to.x),
          y: Math.min(from.y, to.y),
          width: Math.abs(from.x - to.x),
          height: Math.abs(from.y - to.y),
        };
      }),
    ),
  ];
}

function inWindow({ x, y, width, height }: Rectangle, view: View): Rectangle {
  const { zoom } = view;
  return {
    x: x * zoom + view.x,
    y: y * zoom + view.y,
    width: width * zoom,
    height: height * zoom,
  };
}

function touches(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    one.x + one.width > other.x &&
    one.y < other.y + other.height &&
    one.y + one.height > other.y
  );
}
