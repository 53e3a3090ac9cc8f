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

/** undefined when nothing was drawn; a recorded walk tells only which way chance went. */
function drewText(draws: readonly Draw[]): string | undefined {
  if (draws.length === 0) return undefined;
  const texts = draws.map(({ ruleNumber, drawn, took }) =>
    drawn === undefined
      ? `rule ${ruleNumber} ${took ? "took it" : "did not"} by chance`
      : `rule ${ruleNumber} drew ${drawn.toFixed(3)}`,
  );
  const [first = "", ...rest] = texts;
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(", ")}.`;
}
