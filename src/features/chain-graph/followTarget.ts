import type { ChainBox, ChainGraph, Point, Sign } from "@/scene/chain-graph/chainGraph";
import { END_SIGN_ID } from "@/scene/chain-graph/endSigns";
import type { GraphState } from "@/scene/chain-graph/graphState";
import type { Rectangle } from "./keepInView";

/** How near the token rests to the box it is at. */
const BESIDE_PX = 20;
/** From the middle of the token to its outer ring, and a little more for a box. */
const LEFT_PX = 12;
const BOX_LEFT_PX = 8;
const RIGHT_PX = 4;
/** Above a box, and below it where its note may stand. */
const ABOVE_PX = 8;
const BELOW_PX = 4;
/** From the middle of a sign to the end of its words. */
const SIGN_RIGHT_PX = 22;
const SIGN_BELOW_PX = 46;
/** Between a sign's words and the end of its lane. */
const LANE_PADDING_PX = 6;

/** Room of the graph's window, in graph pixels, and whether the walk plays. */
export interface FollowRoom {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isPlaying: boolean;
}

/**
 * What the camera keeps in view at a stop: of chains that are higher than the window, the rows around the packet; else
 * all that belongs together.
 */
export function followTarget(
  graph: ChainGraph,
  state: GraphState,
  room: FollowRoom,
): Rectangle | undefined {
  const wanted = wantedTarget(graph, state, room);
  if (wanted === undefined || wanted.height <= room.heightPx) return wanted;
  const y = (room.isPlaying ? state.way.at(-1) : undefined)?.y ?? state.token?.y;
  return y === undefined ? wanted : { ...wanted, y: y - ROWS_PX, height: 2 * ROWS_PX };
}

/** Above and below the packet's row, where not all of its chain can be seen. */
const ROWS_PX = 60;

/**
 * What belongs together at a stop: the box the packet is in with the packet, and where it goes next when both fit
 * into `widthPx` of the graph. While the walk plays, the camera sets off with the packet: where both do not fit it keeps
 * what the packet goes to. After the packet has left the node it is the sign at which it left; undefined before it came.
 */
function wantedTarget(
  graph: ChainGraph,
  state: GraphState,
  { widthPx, isPlaying }: FollowRoom,
): Rectangle | undefined {
  if (state.token === undefined) return state.boxes.size === 0 ? undefined : exit(graph);
  const current = graph.boxes.find((box) => state.boxes.get(box.id)?.look === "current");
  const here = [state.token, ...corners(current)];
  const goal = state.way.at(-1);
  const there =
    goal === undefined
      ? []
      : [goal, ...corners(boxBeside(graph, goal)), ...signCorners(graph, goal)];
  const toExit = bounds([...here, ...there, ...exitNear(graph, current)]);
  if (toExit.width <= widthPx) return toExit;
  const whole = bounds([...here, ...there]);
  if (whole.width <= widthPx) return whole;
  if (isPlaying) return bounds(there);
  const withLine = bounds([...here, ...state.next]);
  return withLine.width <= widthPx ? withLine : bounds(here);
}

/** The sign at which the packet leaves, once it is at the last hook. */
function exitNear(graph: ChainGraph, current: ChainBox | undefined): readonly Point[] {
  const sign = graph.signs.find(({ id }) => id === END_SIGN_ID);
  const last = graph.lanes.at(-1);
  if (sign === undefined || last === undefined || current === undefined) return [];
  return current.x >= last.xPx ? [{ x: signRight(graph, sign), y: current.y }] : [];
}

/** The sign at which the packet left, or where the graph ends. */
function exit(graph: ChainGraph): Rectangle | undefined {
  const sign = graph.signs.find(({ id }) => id === END_SIGN_ID);
  return sign && bounds(signCorners(graph, sign));
}

/** The box at whose left border the packet rests when it is at `point`. */
function boxBeside(graph: ChainGraph, point: Point): ChainBox | undefined {
  return graph.boxes.find(
    ({ x, y, heightPx }) =>
      Math.abs(x - point.x) < BESIDE_PX && point.y >= y && point.y <= y + heightPx,
  );
}

function corners(box: ChainBox | undefined): readonly Point[] {
  if (box === undefined) return [];
  return [
    { x: box.x - BOX_LEFT_PX, y: box.y },
    { x: box.x + box.widthPx, y: box.y + box.heightPx },
  ];
}

/** A sign at `point` with its words. */
function signCorners(graph: ChainGraph, { x, y }: Point): readonly Point[] {
  const sign = graph.signs.find((one) => one.x === x && one.y === y);
  if (sign === undefined) return [];
  if (isInTitleLine(sign)) return [sign];
  return [sign, { x: signRight(graph, sign) - RIGHT_PX, y: y + SIGN_BELOW_PX }];
}

/** Where the words below a sign end: within its routing lane, or at the end of the graph. */
function signRight({ lanes, widthPx: graphPx }: ChainGraph, { x }: Point): number {
  const lane = lanes.find(({ xPx, widthPx }) => xPx <= x && x <= xPx + widthPx);
  const right = lane === undefined ? graphPx : lane.xPx + lane.widthPx - LANE_PADDING_PX;
  return Math.max(right, x + SIGN_RIGHT_PX);
}

function bounds(points: readonly Point[]): Rectangle {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const x = Math.min(...xs) - LEFT_PX;
  const y = Math.min(...ys) - ABOVE_PX;
  return {
    x,
    y,
    width: Math.max(...xs) + RIGHT_PX - x,
    height: Math.max(...ys) + BELOW_PX - y,
  };
}

function isInTitleLine({ kind }: Sign): boolean {
  return kind === "conntrack" || kind === "table" || kind === "wire-in";
}
