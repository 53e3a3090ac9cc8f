import { useStore as useFlowStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { TITLE_PX } from "@/scene/chain-graph/boxMetrics";
import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { useStore } from "@/state/store";
import { followTarget } from "./followTarget";
import { useGraphCamera } from "./useGraphCamera";

/** Keeps the packet in the camera's view while that is wanted; another node's graph, or another density, starts at its left end. */
export function useFollowPacket(graph: ChainGraph, state: GraphState): void {
  const camera = useGraphCamera();
  const follow = useStore((store) => store.playback.follow);
  const isPlaying = useStore((store) => store.playback.isPlaying);
  const widthPx = useFlowStore((flow) => flow.width);
  const heightPx = useFlowStore((flow) => flow.height);
  const shown = useRef<{ readonly node: string; readonly baseZoom: number }>(undefined);
  useEffect(() => {
    if (widthPx === 0 || heightPx === 0) return;
    const { node, baseZoom } = { node: graph.node, baseZoom: camera.baseZoom };
    if (shown.current?.node !== node || shown.current.baseZoom !== baseZoom) camera.cutTo(0, 0);
    shown.current = { node, baseZoom };
    if (!follow) return;
    const target = followTarget(graph, state, {
      widthPx: widthPx / camera.baseZoom,
      heightPx: heightPx / camera.baseZoom - TITLE_PX,
      isPlaying,
    });
    if (target !== undefined) camera.show(target, graph);
  }, [graph, state, follow, isPlaying, widthPx, heightPx, camera]);
}
