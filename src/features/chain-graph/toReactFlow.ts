import { Position } from "@xyflow/react";
import type { Arrow, ChainGraph, Sign } from "@/scene/chain-graph/chainGraph";
import type { ArrowState, GraphState } from "@/scene/chain-graph/graphState";
import type { ArrowFlowEdge } from "./ArrowEdge";
import type { BoxView } from "./boxView";
import type { ChainBoxFlowNode } from "./ChainBoxNode";
import { SIGN_PX, type SignFlowNode } from "./SignNode";

export type GraphFlowNode = ChainBoxFlowNode | SignFlowNode;

/** What every node has: it is a picture, moved by nobody, and its size is known. */
const FIXED = {
  draggable: false,
  selectable: false,
  connectable: false,
  focusable: false,
  ariaRole: "group" as const,
  domAttributes: { "aria-roledescription": undefined },
  style: { pointerEvents: "all" as const },
};

/** The arrows' own points say where they run; React Flow only wants to know that there are ends. */
const HANDLES = (["source", "target"] as const).map((type) => ({
  id: type,
  type,
  position: type === "source" ? Position.Right : Position.Left,
  x: 0,
  y: 0,
  width: 1,
  height: 1,
}));

/** A box as a React Flow node with its size and handles given, so that nothing is measured. */
export function boxNode(view: BoxView): ChainBoxFlowNode {
  const { box } = view;
  return {
    ...FIXED,
    id: box.id,
    type: "chain",
    position: { x: box.x, y: box.y },
    width: box.widthPx,
    height: box.heightPx,
    handles: HANDLES,
    ariaLabel: `${box.table} ${box.chain} at ${box.hook}`,
    data: { view },
  };
}

/** A sign as a React Flow node. Its point is its middle. */
export function signNode(sign: Sign, isNext: boolean): SignFlowNode {
  return {
    ...FIXED,
    id: sign.id,
    type: "sign",
    position: { x: sign.x - SIGN_PX / 2, y: sign.y - SIGN_PX / 2 },
    width: SIGN_PX,
    height: SIGN_PX,
    handles: HANDLES,
    ariaLabel: sign.text.join(" "),
    data: { sign, isNext },
  };
}

/** An arrow as a React Flow edge. It is decoration: the rows say where they jump. */
export function arrowEdge(arrow: Arrow, look: ArrowState["look"]): ArrowFlowEdge {
  return {
    id: arrow.id,
    type: "arrow",
    source: arrow.fromBox,
    target: arrow.toBox,
    sourceHandle: "source",
    targetHandle: "target",
    focusable: false,
    selectable: false,
    zIndex: look === "taken" ? 1 : 0,
    domAttributes: { "aria-hidden": true },
    data: { arrow, look },
  };
}

/** All arrows at one stop; those that look as in `previous` keep their object. */
export function arrowEdges(
  graph: ChainGraph,
  state: GraphState,
  previous: ReadonlyMap<string, ArrowFlowEdge>,
): ReadonlyMap<string, ArrowFlowEdge> {
  return new Map(
    graph.arrows.map((arrow) => {
      const look = state.arrows.get(arrow.id)?.look ?? "idle";
      const before = previous.get(arrow.id);
      const isSame = before?.data?.arrow === arrow && before.data.look === look;
      return [arrow.id, isSame ? before : arrowEdge(arrow, look)];
    }),
  );
}
