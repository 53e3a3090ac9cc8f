import { useCallback } from "react";
import { useStore } from "@/state/store";
import { useChainGraph } from "@/state/useChainGraph";
import { useGraphCamera } from "./useGraphCamera";

/** Gives a function that moves the camera to a lane of the graph by its id. The camera then stays there. */
export function useLaneJump(): (laneId: string) => void {
  const shown = useChainGraph();
  const camera = useGraphCamera();
  const graph = shown?.graph;
  return useCallback(
    (laneId) => {
      const lane = graph?.lanes.find(({ id }) => id === laneId);
      if (lane === undefined) return;
      useStore.getState().playback.setFollow(false);
      camera.showColumn(lane.xPx);
    },
    [graph, camera],
  );
}
