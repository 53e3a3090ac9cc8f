import type { ChainGraph } from "@/scene/chain-graph/chainGraph";

/** Left of a box, with room for the token; left of a routing lane, whose ground begins there. */
const BOX_MARGIN_PX = 20;
const ROUTING_MARGIN_PX = 6;

/** Where the window's left edge may lie without cutting a box: left of each column of boxes and of each routing lane. */
export function leftEdges({ boxes, lanes }: ChainGraph): readonly number[] {
  return [
    ...new Set([
      ...boxes.map(({ x }) => x - BOX_MARGIN_PX),
      ...lanes.flatMap(({ hook, xPx }) => (hook === "routing" ? [xPx - ROUTING_MARGIN_PX] : [])),
    ]),
  ];
}
