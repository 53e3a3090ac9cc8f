import type { Point } from "../chain-graph/chainGraph";

/** A host as a link sees it. */
export interface LinkEnd {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How far right of an outside host its link goes up; undefined for a node, whose link goes up on top. */
  readonly risePx: number | undefined;
}

/** Left and right of a node's middle, so that the way in and the way out lie beside each other. */
const APART_PX = 12;
/** The piece of a link from a host up to the line of its segment: an outside host's leaves on its right, a node's on top. */
export function linkEnd(
  { x, y, widthPx, heightPx, risePx }: LinkEnd,
  direction: "in" | "out",
  busY: number,
): readonly Point[] {
  if (risePx !== undefined) {
    const middle = y + heightPx / 2;
    const rise = x + widthPx + risePx;
    return [
      { x: x + widthPx, y: middle },
      { x: rise, y: middle },
      { x: rise, y: busY },
    ];
  }
  const top = x + widthPx / 2 + (direction === "in" ? -APART_PX : APART_PX);
  return [
    { x: top, y },
    { x: top, y: busY },
  ];
}
