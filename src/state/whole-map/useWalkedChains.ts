import { useMemo } from "react";
import { visitAt } from "@/scene/playback/visitAt";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { type WalkedChains, walkedChains } from "@/scene/whole-map/walkedChains";
import { useStopIndex, useWalk } from "../derived";

const NOWHERE: WalkedChains = { chains: [], reached: 0 };

/** The packet's way through the chains of the node at hand, as far as it has come by now. */
export function useWalkedChains(index: RulesIndex | undefined): WalkedChains {
  const { timeline } = useWalk();
  const stop = useStopIndex();
  return useMemo(() => {
    const visit = timeline && visitAt(timeline, stop);
    if (index === undefined || timeline === undefined || visit === undefined) return NOWHERE;
    const reached = timeline.stops
      .slice(visit.firstStop, Math.min(stop, visit.lastStop) + 1)
      .filter(({ hop }) => hop !== undefined).length;
    return walkedChains(index.chains, visit.hops, reached);
  }, [index, timeline, stop]);
}
