import { useMemo, useRef } from "react";
import type { ChainGraph, Point } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { type BoxView, boxViews, type Marked } from "./boxView";
import type { ChainBoxFlowNode } from "./ChainBoxNode";
import type { SignLook } from "./SignNode";
import { boxNode, type GraphFlowNode, signNode } from "./toReactFlow";

/** Boxes and signs at one stop as React Flow wants them; a box that looks as before keeps its node, so that it is not drawn again. */
export function useGraphNodes(
  graph: ChainGraph,
  state: GraphState,
  marked: Marked,
): GraphFlowNode[] {
  const boxes = useBoxNodes(graph, state, marked);
  return useMemo(
    () => [...boxes, ...graph.signs.map((sign) => signNode(sign, lookOf(state, sign)))],
    [boxes, graph, state],
  );
}

function useBoxNodes(graph: ChainGraph, state: GraphState, marked: Marked): ChainBoxFlowNode[] {
  const views = useRef<ReadonlyMap<string, BoxView>>(new Map());
  const nodes = useRef<ReadonlyMap<BoxView, ChainBoxFlowNode>>(new Map());
  return useMemo(() => {
    views.current = boxViews(graph.boxes, { state, marked }, views.current);
    const before = nodes.current;
    const made = [...views.current.values()].map((view) => before.get(view) ?? boxNode(view));
    nodes.current = new Map(made.map((node) => [node.data.view, node]));
    return made;
  }, [graph, state, marked]);
}

/** Whether the packet is at this sign, or the dotted line leads there. */
function lookOf({ token, next }: GraphState, sign: Point): SignLook {
  const end = next.at(-1);
  return {
    isHere: token !== undefined && token.x === sign.x && token.y === sign.y,
    isNext: end !== undefined && Math.hypot(end.x - sign.x, end.y - sign.y) < 24,
  };
}
