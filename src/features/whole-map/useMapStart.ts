import { useEffect, useRef } from "react";
import type { WalkedChains } from "@/scene/whole-map/walkedChains";
import type { WholeMap } from "@/scene/whole-map/wholeMap";
import { useStore } from "@/state/store";
import { areaOf, bringToEye, readableZoom } from "./bringToEye";
import type { CameraMan } from "./cameraMan";
import { viewOf } from "./mapCamera";
import { keepPlace, type MapPlace, placeOn } from "./mapPlace";
import { glideMs } from "./useMapCamera";

export interface MapStart {
  readonly map: WholeMap | undefined;
  readonly camera: CameraMan | undefined;
  readonly walked: WalkedChains | undefined;
  /** Puts back what was picked and searched for. */
  readonly onPlace: (place: Pick<MapPlace, "picked" | "typed">) => void;
}

/** Begins where the map was left; else near the packet's chain, where the graph was, and from there goes out to the whole. */
export function useMapStart({ map, camera, walked, onPlace }: MapStart): void {
  const hasBegun = useRef(false);
  useEffect(() => {
    if (map === undefined || camera === undefined || hasBegun.current) return;
    hasBegun.current = true;
    const { index } = map.plan;
    const place = placeOn(index);
    keepPlace(index, undefined);
    if (place !== undefined) {
      camera.moveTo(place.view);
      onPlace(place);
      return;
    }
    const here = walked?.chains[Math.max(0, walked.reached - 1)];
    if (here === undefined || glideMs() === 0) return;
    const block = map.blockOf[here] ?? 0;
    camera.moveTo(viewOf(areaOf(map, block), readableZoom(map, block), camera.ground));
    camera.glideToWhole(glideMs());
  }, [map, camera, walked, onPlace]);
}

/** What is gone to from elsewhere while the map is open, as from the tree of chains, is picked on it. */
export function useFollowFound(
  map: WholeMap | undefined,
  camera: CameraMan | undefined,
  setPicked: (chain: number) => void,
): void {
  const found = useStore((state) => state.selection.found);
  const before = useRef(found);
  useEffect(() => {
    if (map === undefined || camera === undefined || found === before.current) return;
    before.current = found;
    const { chains } = map.plan.index;
    const chain = chains.findIndex(
      ({ table, name }) => table === found?.table && name === found.chain,
    );
    if (chain === -1) return;
    setPicked(chain);
    const block = map.blockOf[chain] ?? 0;
    bringToEye(camera, areaOf(map, block), readableZoom(map, block));
  }, [map, camera, found, setPicked]);
}
