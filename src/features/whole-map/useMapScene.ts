import { useMemo } from "react";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { blockTones } from "@/scene/whole-map/blockTones";
import { foundTones } from "@/scene/whole-map/foundBlocks";
import { largestTitles } from "@/scene/whole-map/largestTitles";
import { mapLevels } from "@/scene/whole-map/mapLevels";
import { RuleKinds } from "@/scene/whole-map/ruleKinds";
import { useStore } from "@/state/store";
import { useWalkedChains } from "@/state/whole-map/useWalkedChains";
import { useJumpBundles, useWholeMap } from "@/state/whole-map/useWholeMap";
import { type MapPicture, TITLES_PX } from "./brush";
import { type Extent, MARGIN_PX } from "./mapCamera";

/** Layouts differ by so many px at least, so that dragging the lower panels does not move every chain at every px. */
const STEP_PX = 24;

export interface MapSceneInput {
  readonly index: RulesIndex | undefined;
  readonly window: Extent;
  /** By chain: 1 for what a search found. */
  readonly lit: Uint8Array | undefined;
  readonly hovered: number | undefined;
  readonly picked: number | undefined;
}

/** All that is drawn, of a node's rules in a window; undefined while it is being computed. */
export function useMapScene(input: MapSceneInput): MapPicture | undefined {
  const { index, window, lit, hovered, picked } = input;
  const map = useWholeMap(index, {
    widthPx: stepped(window.width - 2 * MARGIN_PX),
    heightPx: stepped(window.height - TITLES_PX - 2 * MARGIN_PX),
  });
  const showsHeat = useStore((state) => state.panels.showsHeat);
  const bundles = useJumpBundles(map);
  const walked = useWalkedChains(index);
  const kinds = useMemo(() => index && new RuleKinds(index), [index]);
  const tones = useMemo(
    () => map && blockTones(map, showsHeat && map.plan.index.hasCounters),
    [map, showsHeat],
  );
  const levels = useMemo(() => map && tones && mapLevels(map, tones), [map, tones]);
  const found = useMemo(
    () => map && tones && lit && mapLevels(map, foundTones(map, tones, lit)),
    [map, tones, lit],
  );
  const titles = useMemo(() => map && largestTitles(map), [map]);
  return useMemo(
    () =>
      map &&
      levels &&
      kinds &&
      titles && { map, levels, found, lit, titles, bundles, kinds, walked, hovered, picked },
    [map, levels, found, lit, titles, bundles, kinds, walked, hovered, picked],
  );
}

function stepped(px: number): number {
  return Math.floor(px / STEP_PX) * STEP_PX;
}
