import { useMemo, useRef } from "react";
import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import type { ArrowFlowEdge } from "./ArrowEdge";
import { type BoxView, boxViews, type Marked } from "./boxView";
import type { ChainBoxFlowNode } from "./ChainBoxNode";
import { arrowEdges, boxNode, type GraphFlowNode, signNode } from "./toReactFlow";

export interface GraphViews {
  readonly nodes: GraphFlowNode[];
  readonly edges: ArrowFlowEdge[];
}

/** The graph at one stop as React Flow wants it; whatever looks as before keeps its object, so that it is not drawn again. */
export function useGraphViews(graph: ChainGraph, state: GraphState, marked: Marked): GraphViews {
  const nodes = useBoxNodes(graph, state, marked);
  const edges = useArrowEdges(graph, state);
  const signs = useMemo(
    () => graph.signs.map((sign) => signNode(sign, endsAt(state, sign))),
    [graph, state],
  );
  return useMemo(() => ({ nodes: [...nodes, ...signs], edges }), [nodes, signs, edges]);
}

function useBoxNodes(graph: ChainGraph, state: GraphState, marked: Marked): ChainBoxFlowNode[] {
  const known = useRef<ReadonlyMap<string, BoxView>>(new Map());
  const nodes = useRef<ReadonlyMap<BoxView, ChainBoxFlowNode>>(new Map());
  return useMemo(() => {
    known.current = boxViews(graph.boxes, { state, marked }, known.current);
    const before = nodes.current;
    const made = [...known.current.values()].map((view) => before.get(view) ?? boxNode(view));
    nodes.current = new Map(made.map((node) => [node.data.view, node]));
    return made;
  }, [graph, state, marked]);
}

function useArrowEdges(graph: ChainGraph, state: GraphState): ArrowFlowEdge[] {
  const known = useRef<ReadonlyMap<string, ArrowFlowEdge>>(new Map());
  return useMemo(() => {
    known.current = arrowEdges(graph, state, known.current);
    return [...known.current.values()];
  }, [graph, state]);
}

/** Whether the dotted line leads to this sign. */
function endsAt(state: GraphState, sign: { readonly x: number; readonly y: number }): boolean {
  const end = state.next.at(-1);
  return end !== undefined && Math.hypot(end.x - sign.x, end.y - sign.y) < 24;
}
