import { useDeferredValue, useMemo } from "react";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { useRulesSearch } from "@/state/useRulesSearch";

export interface FoundOnMap {
  /** By chain: 1 for what was found; undefined while nothing is searched for. */
  readonly lit: Uint8Array | undefined;
  /** How many chains that are. */
  readonly count: number | undefined;
}

/** What is lit on the map for what somebody types. */
export function useFoundOnMap(index: RulesIndex | undefined, typed: string): FoundOnMap {
  const sought = useDeferredValue(typed.trim());
  const found = useRulesSearch(index, sought);
  const lit = sought === "" || found?.lit.length !== index?.chains.length ? undefined : found?.lit;
  const count = useMemo(() => lit?.reduce((sum, one) => sum + one, 0), [lit]);
  return { lit, count };
}
