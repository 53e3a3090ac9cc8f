import type { Draw } from "@/engine";
import type { BoxState } from "./graphState";
import { hopOf, type Moment, pastStops } from "./moment";
import { boxIdOf } from "./rowOfHop";

/** Which chains were visited so far, which one the packet is in, and what chance drew there. */
export function boxStates(moment: Moment): ReadonlyMap<string, BoxState> {
  const current = hopOf(moment, moment.stop);
  const currentId = current !== undefined && "chain" in current ? boxIdOf(current) : undefined;
  const states = new Map<string, BoxState>();
  const draws = new Map<string, Map<number, Draw>>();
  for (const { hop } of pastStops(moment)) {
    if (hop === undefined || !("chain" in hop)) continue;
    const id = boxIdOf(hop);
    const own = draws.get(id) ?? new Map<number, Draw>();
    for (const draw of hop.draws) own.set(draw.ruleNumber, draw);
    draws.set(id, own);
    states.set(id, {
      look: id === currentId ? "current" : "visited",
      drew: drewText([...own.values()]),
    });
  }
  return states;
}

/** As many draws as fit below a box are told one by one. */
const MOST_TOLD = 2;

/** undefined when nothing was drawn. Of many draws those that were lost are counted. */
function drewText(draws: readonly Draw[]): string | undefined {
  if (draws.length === 0) return undefined;
  const lost = draws.filter(({ took }) => !took);
  const told = draws.length <= MOST_TOLD ? draws : draws.filter(({ took }) => took);
  const count = draws.length <= MOST_TOLD ? [] : [`${lost.length} draws lost`];
  const [first = "", ...rest] = [...count, ...told.map(drawText)];
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(", ")}.`;
}

/** A recorded walk tells only which way chance went. */
function drawText({ ruleNumber, drawn, took }: Draw): string {
  if (drawn !== undefined) return `rule ${ruleNumber} drew ${drawn.toFixed(3)}`;
  return `rule ${ruleNumber} ${took ? "won" : "lost"} its draw`;
}
