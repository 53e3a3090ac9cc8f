import type { Timeline } from "../playback/timeline";
import { type Visit, visitAt } from "../playback/visitAt";
import { arrowStates } from "./arrowStates";
import { boxStates } from "./boxStates";
import type { ChainGraph } from "./chainGraph";
import type { ExplainRule, GraphState } from "./graphState";
import { rowStates } from "./rowStates";
import { stopPlace, tokenPoint } from "./stopPlace";
import { wayToNext } from "./wayToNext";

/**
 * What is lit when the packet rests at `stop`. The graph must have been made for the visit that `visitAt` gives for that stop;
 * for a stop of another visit everything is idle.
 */
export function graphStateAt(
  graph: ChainGraph,
  timeline: Timeline,
  stop: number,
  explain: ExplainRule,
): GraphState {
  const visit = visitAt(timeline, stop);
  if (visit === undefined || visit.node !== graph.node) return NOTHING_LIT;
  const moment = { graph, timeline, visit, stop, explain };
  const place = isHere(visit, stop) ? stopPlace(moment, stop) : undefined;
  const { next, way } = wayToNext(moment);
  return {
    rows: rowStates(moment),
    boxes: boxStates(moment),
    arrows: arrowStates(moment),
    token: place && tokenPoint(place),
    next,
    way,
  };
}

const NOTHING_LIT: GraphState = {
  rows: new Map(),
  boxes: new Map(),
  arrows: new Map(),
  token: undefined,
  next: [],
  way: [],
};

function isHere({ firstStop, lastStop }: Visit, stop: number): boolean {
  return firstStop <= stop && stop <= lastStop;
}
