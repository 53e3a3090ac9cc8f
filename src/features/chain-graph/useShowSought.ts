import { useEffect, useRef } from "react";
import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import type { SelectedRule } from "@/state/selection";
import { useStore } from "@/state/store";
import { useGraphCamera } from "./useGraphCamera";

/** Moves the camera to a rule or chain that was asked for elsewhere, once for each asking. */
export function useShowSought(graph: ChainGraph): void {
  const camera = useGraphCamera();
  const sought = useStore((state) => state.selection.sought);
  const shown = useRef<SelectedRule>(undefined);
  useEffect(() => {
    if (sought === undefined || sought === shown.current || sought.node !== graph.node) return;
    const box = graph.boxes.find(
      ({ hook, table, chain }) =>
        hook === sought.hook && table === sought.table && chain === sought.chain,
    );
    if (box === undefined) return;
    shown.current = sought;
    const row = box.rows.find((one) => one.kind === "rule" && one.ruleNumber === sought.ruleNumber);
    const y = box.y + (row?.yPx ?? 0);
    const height = row?.heightPx ?? box.heightPx;
    const { x, widthPx: width } = box;
    camera.show({ x, y, width, height }, graph, { x, y: box.y, width, height: box.heightPx });
  }, [graph, sought, camera]);
}
