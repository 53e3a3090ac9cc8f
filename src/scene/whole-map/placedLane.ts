import type { PlannedLane } from "./mapPlan";
import type { MapArea, PlacedLane } from "./wholeMap";

/** A planned lane where it came to lie, and its many in it. */
export function placedLane(
  { hook, tables, field, services }: PlannedLane,
  areas: { readonly lane: MapArea; readonly field: MapArea },
): PlacedLane {
  const chains = field.chains.length;
  return {
    ...areas.lane,
    id: `${hook ?? "unreached"}/${tables.join("+")}`,
    hook,
    tables,
    field: chains === 0 ? undefined : { ...areas.field, chains, services },
  };
}
