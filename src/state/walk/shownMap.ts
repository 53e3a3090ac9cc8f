import { type MapState, mapStateAt } from "@/scene/network-map/mapStateAt";
import { metHosts } from "@/scene/network-map/metHosts";
import { type NetworkMap, networkMap } from "@/scene/network-map/networkMap";
import type { Timeline } from "@/scene/playback/timeline";
import { remember } from "../remember";
import type { Walk } from "./walkOf";

/** What the network map shows at one stop. */
export interface ShownMap {
  readonly map: NetworkMap;
  readonly state: MapState;
}

/** Where there is no walk the hosts are shown all the same. */
const NO_WALK: Timeline = { stops: [], parts: [], durationMs: 0 };

/** The hosts and links, and where the packet is among them. */
export function shownMap(walk: Walk, widthPx: number, stop: number): ShownMap {
  const map = mapOf(walk, widthPx);
  return { map, state: stateAt(map, walk, stop) };
}

const mapOf = remember(
  ({ described, timeline }: Walk, widthPx: number): NetworkMap =>
    networkMap(described.spec, { widthPx, met: metHosts(timeline) }),
);

const stateAt = remember(
  (map: NetworkMap, { timeline }: Walk, stop: number): MapState =>
    mapStateAt(map, timeline ?? NO_WALK, stop),
);
