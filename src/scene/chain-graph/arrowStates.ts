import type { ArrowState } from "./graphState";
import { hopOf, type Moment, pastStops } from "./moment";
import { rowOfHop } from "./rowOfHop";

/** The arrows that were taken so far, and the one the packet is about to take. */
export function arrowStates(moment: Moment): ReadonlyMap<string, ArrowState> {
  const { graph, stop } = moment;
  const byRow = new Map(
    graph.arrows.flatMap((arrow) =>
      arrow.fromRow === undefined ? [] : [[arrow.fromRow, arrow.id] as const],
    ),
  );
  const states = new Map<string, ArrowState>();
  for (const { index, hop } of pastStops(moment)) {
    const row = rowOfHop(graph.boxes, hop)?.row;
    const arrow = row === undefined ? undefined : byRow.get(row.id);
    if (arrow === undefined || hop === undefined) continue;
    if (hop.kind === "undecided") states.set(arrow, { look: "undecided" });
    else if (hop.kind === "rule") states.set(arrow, { look: index === stop ? "next" : "taken" });
  }
  for (const arrow of takenFlows(moment)) states.set(arrow, { look: "taken" });
  return states;
}

/** The way from a sign or a table into a base chain is taken once the packet is in that chain. */
function takenFlows(moment: Moment): readonly string[] {
  const visited = new Set(
    pastStops(moment).map(({ hop }) => rowOfHop(moment.graph.boxes, hop)?.box.id),
  );
  return moment.graph.arrows
    .filter(({ kind, toBox }) => kind === "flow" && visited.has(toBox))
    .map(({ id }) => id);
}

/** The arrow along which the packet goes on from the row it rests at; undefined when it goes another way. */
export function nextArrow(moment: Moment): Moment["graph"]["arrows"][number] | undefined {
  const hop = hopOf(moment, moment.stop);
  if (hop?.kind !== "rule") return undefined;
  const row = rowOfHop(moment.graph.boxes, hop)?.row;
  const next = rowOfHop(moment.graph.boxes, hopOf(moment, moment.stop + 1))?.box.id;
  return moment.graph.arrows.find(
    ({ fromRow, toBox }) => fromRow !== undefined && fromRow === row?.id && toBox === next,
  );
}
