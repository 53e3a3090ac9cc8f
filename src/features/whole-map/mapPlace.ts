import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import type { MapView } from "./mapCamera";

/** Where the map was left for the graph, to be come back to. */
export interface MapPlace {
  readonly view: MapView;
  readonly picked: number | undefined;
  /** What was searched for. */
  readonly typed: string;
}

const places = new WeakMap<RulesIndex, MapPlace>();

/** Keeps the place on the map of some rules as long as these are there; `undefined` forgets it. */
export function keepPlace(index: RulesIndex, place: MapPlace | undefined): void {
  if (place === undefined) places.delete(index);
  else places.set(index, place);
}

/** The place that was kept last. */
export function placeOn(index: RulesIndex): MapPlace | undefined {
  return places.get(index);
}
