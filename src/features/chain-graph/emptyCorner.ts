import type { ChainBox } from "@/scene/chain-graph/chainGraph";
import type { Size, View } from "./keepInView";

/** The overview's size in the window. */
export const OVERVIEW: Size = { width: 144, height: 64 };
/** From the window's edges, and from what stands beside it. */
const MARGIN_PX = 12;
const CLEAR_PX = 8;
const NOTE_LINE_PX = 16;

const LOWER_CORNERS = ["bottom-left", "bottom-right"] as const;
export type LowerCorner = (typeof LOWER_CORNERS)[number];

/** The lower corner of the window in which the overview would cover no chain and no note; undefined when there is none. */
export function emptyCorner(
  boxes: readonly Pick<ChainBox, "x" | "y" | "widthPx" | "heightPx" | "note">[],
  { x, y, zoom }: View,
  size: Size,
): LowerCorner | undefined {
  const top = size.height - MARGIN_PX - OVERVIEW.height - CLEAR_PX;
  const bottom = size.height;
  const across = MARGIN_PX + OVERVIEW.width + CLEAR_PX;
  const covers = (from: number, to: number) =>
    boxes.some((box) => {
      const left = box.x * zoom + x;
      const upper = box.y * zoom + y;
      const lower = upper + (box.heightPx + box.note.length * NOTE_LINE_PX) * zoom;
      return left < to && left + box.widthPx * zoom > from && upper < bottom && lower > top;
    });
  return LOWER_CORNERS.find((corner) =>
    corner === "bottom-left" ? !covers(0, across) : !covers(size.width - across, size.width),
  );
}
