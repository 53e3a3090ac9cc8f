import { useStore as useFlowStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { useStore } from "@/state/store";
import { followTarget } from "./followTarget";
import { useGraphCamera } from "./useGraphCamera";

/** Keeps the packet in the camera's view while that is wanted; another node's graph starts at its left end. */
export function useFollowPacket(graph: ChainGraph, state: GraphState): void {
  const camera = useGraphCamera();
  const follow = useStore((store) => store.playback.follow);
  const widthPx = useFlowStore((flow) => flow.width);
  const heightPx = useFlowStore((flow) => flow.height);
  const shownGraph = useRef<ChainGraph>(undefined);
  useEffect(() => {
    if (widthPx === 0 || heightPx === 0) return;
    if (shownGraph.current?.node !== graph.node) camera.cutTo(0, 0);
    shownGraph.current = graph;
    if (!follow) return;
    const target = followTarget(graph, state, widthPx / camera.baseZoom);
    if (target !== undefined) camera.show(target);
  }, [graph, state, follow, widthPx, heightPx, camera]);
}
