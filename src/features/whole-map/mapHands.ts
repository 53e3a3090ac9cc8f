import type { Point } from "@/ui/point";

/** What a hand or a mouse asks of the map; points are px of the canvas. */
export interface MapHands {
  readonly onHover: (at: Point | undefined) => void;
  readonly onTap: (at: Point) => void;
  readonly onDoubleTap: (at: Point) => void;
  /** Zoomed in where the map is as near as it gets. */
  readonly onBeyond: (at: Point) => void;
}
