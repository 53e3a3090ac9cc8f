import { MiniMap, useStore as useFlowStore } from "@xyflow/react";
import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import { useStore } from "@/state/store";
import { emptyCorner, OVERVIEW } from "./emptyCorner";
import type { GraphFlowNode } from "./toReactFlow";

/**
 * A small picture of the whole graph with the window in it. Not there while the window shows everything, or goes with
 * the packet by itself, or where it would cover a chain.
 */
export function Overview({ graph }: { readonly graph: ChainGraph }) {
  const isWhole = useFlowStore(({ width, height, transform: [x, y, zoom] }) => {
    const fitsAcross = x >= -SLACK_PX && graph.widthPx * zoom + x <= width + SLACK_PX;
    const fitsDown = y >= -SLACK_PX && graph.heightPx * zoom + y <= height + SLACK_PX;
    return fitsAcross && fitsDown;
  });
  const corner = useFlowStore(({ width, height, transform: [x, y, zoom] }) =>
    emptyCorner(graph, { x, y, zoom }, { width, height }),
  );
  const follow = useStore((state) => state.playback.follow);
  if (isWhole || follow || corner === undefined) return null;
  return (
    <MiniMap
      position={corner}
      pannable
      zoomable
      ariaLabel="Overview of the graph"
      nodeBorderRadius={6}
      nodeClassName={nodeClass}
      className="m-3! overflow-hidden rounded-2 border border-line"
      style={{ width: OVERVIEW.width, height: OVERVIEW.height }}
    />
  );
}

/** What may lie outside the window before the overview comes. */
const SLACK_PX = 16;

function nodeClass(node: GraphFlowNode): string {
  if (node.type === "sign") return "fill-text-3!";
  const { look } = node.data.view;
  if (look === "current") return "fill-ink!";
  return look === "visited" ? "fill-text-2!" : "fill-line!";
}
