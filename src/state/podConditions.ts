import { useMemo } from "react";
import type { Pod } from "@/kubernetes";
import { useCluster } from "./clusterEditing";

/** Why a pod gets no new connections, or few: `not ready`, `terminating`. */
export type PodCondition = "not ready" | "terminating";

/** What is to be said of a pod's condition; undefined when it is ready. */
export function podCondition({ isReady, isTerminating }: Pod): PodCondition | undefined {
  if (isTerminating) return "terminating";
  return isReady ? undefined : "not ready";
}

/** The pods of the cluster that are not just ready, by address. */
export function usePodConditions(): ReadonlyMap<string, PodCondition> {
  const pods = useCluster()?.pods;
  return useMemo(() => {
    const conditions = new Map<string, PodCondition>();
    for (const pod of pods ?? []) {
      const condition = podCondition(pod);
      if (condition !== undefined) conditions.set(pod.address, condition);
    }
    return conditions;
  }, [pods]);
}
