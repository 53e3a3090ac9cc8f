import type { ChainBox, ChainGraph, Point } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import type { Rectangle } from "./keepInView";

/** Room for the token to the left of its row, and for a note below the box. */
const AROUND_PX = 20;

/**
 * What the camera keeps in view at a stop: the box the packet is in with the packet, and the way to the next stop
 * when both fit into `widthPx` of the graph. While the walk plays, the camera sets off with the packet: it keeps the box
 * the packet goes to. Undefined when the packet is not on this node.
 */
export function followTarget(
  graph: ChainGraph,
  state: GraphState,
  { widthPx, isPlaying }: { readonly widthPx: number; readonly isPlaying: boolean },
): Rectangle | undefined {
  if (state.token === undefined) return undefined;
  const current = graph.boxes.find((box) => state.boxes.get(box.id)?.look === "current");
  const here = [state.token, ...corners(current)];
  const goal = state.way.at(-1);
  if (isPlaying && goal !== undefined) {
    const both = bounds([...here, goal, ...corners(boxBeside(graph, goal))]);
    return both.width <= widthPx ? both : bounds([goal, ...corners(boxBeside(graph, goal))]);
  }
  const whole = bounds([...here, ...state.next]);
  return whole.width <= widthPx ? whole : bounds(here);
}

/** The box at whose left border the packet rests when it is at `point`. */
function boxBeside(graph: ChainGraph, point: Point): ChainBox | undefined {
  return graph.boxes.find(
    ({ x, y, heightPx }) =>
      Math.abs(x - point.x) < AROUND_PX && point.y >= y && point.y <= y + heightPx,
  );
}

function corners(box: ChainBox | undefined): readonly Point[] {
  if (box === undefined) return [];
  return [
    { x: box.x, y: box.y },
    { x: box.x + box.widthPx, y: box.y + box.heightPx },
  ];
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
