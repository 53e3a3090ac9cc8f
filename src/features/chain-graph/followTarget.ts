import type { ChainGraph, Point } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import type { Rectangle } from "./keepInView";

/** Room for the token to the left of its row, and for a note below the box. */
const AROUND_PX = 20;

/**
 * What the camera keeps in view at a stop: the box the packet is in with the packet, and the way to the next stop
 * when both fit into `widthPx` of the graph. Undefined when the packet is not on this node.
 */
export function followTarget(
  graph: ChainGraph,
  state: GraphState,
  widthPx: number,
): Rectangle | undefined {
  if (state.token === undefined) return undefined;
  const current = graph.boxes.find((box) => state.boxes.get(box.id)?.look === "current");
  const here: Point[] = [state.token];
  if (current !== undefined)
    here.push(
      { x: current.x, y: current.y },
      { x: current.x + current.widthPx, y: current.y + current.heightPx },
    );
  const whole = bounds([...here, ...state.next]);
  return whole.width <= widthPx ? whole : bounds(here);
}

function bounds(points: readonly Point[]): Rectangle {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const x = Math.min(...xs) - AROUND_PX;
  const y = Math.min(...ys) - AROUND_PX;
  return {
    x,
    y,
    width: Math.max(...xs) + AROUND_PX - x,
    height: Math.max(...ys) + AROUND_PX - y,
  };
}
