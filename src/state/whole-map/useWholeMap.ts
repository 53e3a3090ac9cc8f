import { useEffect, useMemo, useState } from "react";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { type JumpBundle, jumpBundles } from "@/scene/whole-map/jumpBundles";
import { layOutMap } from "@/scene/whole-map/layOutMap";
import { type MapPlan, planMap } from "@/scene/whole-map/mapPlan";
import type { MapSize } from "@/scene/whole-map/mapScales";
import type { WholeMap } from "@/scene/whole-map/wholeMap";
import { runInSlices } from "../runInSlices";

const plans = new WeakMap<RulesIndex, MapPlan>();

/** All chains of an index laid out for a window; undefined while that is being done, and for a window without room. */
export function useWholeMap(
  index: RulesIndex | undefined,
  { widthPx, heightPx }: MapSize,
): WholeMap | undefined {
  const plan = usePlan(index);
  return useMemo(() => {
    if (plan === undefined || widthPx <= 0 || heightPx <= 0) return undefined;
    return layOutMap(plan, { widthPx, heightPx });
  }, [plan, widthPx, heightPx]);
}

function usePlan(index: RulesIndex | undefined): MapPlan | undefined {
  const known = index && plans.get(index);
  const [made, setMade] = useState<MapPlan>();
  useEffect(() => {
    if (index === undefined || plans.has(index)) return;
    let isCurrent = true;
    void runInSlices(planMap(index), () => !isCurrent).then((plan) => {
      if (plan === undefined) return;
      plans.set(index, plan);
      setMade(plan);
    });
    return () => {
      isCurrent = false;
    };
  }, [index]);
  return known ?? (made?.index === index ? made : undefined);
}

const NO_BUNDLES: readonly JumpBundle[] = [];

/** The jumps between the groups of a map; none while they are being counted. */
export function useJumpBundles(map: WholeMap | undefined): readonly JumpBundle[] {
  const [made, setMade] = useState<{
    readonly of: WholeMap;
    readonly bundles: readonly JumpBundle[];
  }>();
  useEffect(() => {
    if (map === undefined) return;
    let isCurrent = true;
    void runInSlices(jumpBundles(map), () => !isCurrent).then((bundles) => {
      if (isCurrent && bundles !== undefined) setMade({ of: map, bundles });
    });
    return () => {
      isCurrent = false;
    };
  }, [map]);
  return made?.of === map ? (made?.bundles ?? NO_BUNDLES) : NO_BUNDLES;
}
