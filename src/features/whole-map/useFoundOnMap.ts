import { useDeferredValue, useMemo } from "react";
import type { FoundRules } from "@/scene/rules-index/foundRules";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { useRulesSearch } from "@/state/useRulesSearch";

export interface FoundOnMap {
  /** By chain: 1 for what was found; undefined while nothing is searched for. */
  readonly lit: Uint8Array | undefined;
  /** How many chains that are. */
  readonly count: number | undefined;
  /** The chain of what fits best: a Service before a chain of that name, and both before a rule that names it. */
  readonly best: number | undefined;
}

/** What is lit on the map for what somebody types. */
export function useFoundOnMap(index: RulesIndex | undefined, typed: string): FoundOnMap {
  const sought = useDeferredValue(typed.trim());
  const found = useRulesSearch(index, sought);
  const lit = sought === "" || found?.lit.length !== index?.chains.length ? undefined : found?.lit;
  const count = useMemo(() => lit?.reduce((sum, one) => sum + one, 0), [lit]);
  const best = useMemo(() => {
    return lit === undefined || index === undefined || found === undefined
      ? undefined
      : bestChain(index, found);
  }, [lit, index, found]);
  return { lit, count, best };
}

function bestChain(
  index: RulesIndex,
  { services, chains, addresses, rules }: FoundRules,
): number | undefined {
  const [service] = services.first;
  if (service !== undefined) return service.chain;
  const [chain] = chains.first;
  if (chain !== undefined) return index.chains.indexOf(chain);
  const line = addresses.first[0]?.line ?? rules.first[0]?.line;
  return line === undefined ? undefined : index.chainOfLine[line];
}
