import type { Planning } from "./planning";
import { rulesOf } from "./rulePlaces";

/** So many chains of a lane that belong to no family are all drawn large. */
const ALL_LARGE = 28;
/** Else so many of those that lead to the most others. */
const MOST_HUBS = 14;
/** What leads to fewer chains is no hub. */
const LEAST_JUMPS = 3;

/** The chains of a lane that are drawn large: base chains, and those that stand for themselves and lead on. */
export function trunkChains(planning: Planning, chains: Uint32Array): readonly number[] {
  const { lanes, families, serviceOf } = planning;
  const single: number[] = [];
  const hubs: { readonly chain: number; readonly jumps: number }[] = [];
  for (const chain of chains) {
    const isAlone = families.sizes[families.familyOf[chain] ?? 0] === 1;
    if (!isAlone || (serviceOf[chain] ?? -1) !== -1) continue;
    if (single.length <= ALL_LARGE) single.push(chain);
    const jumps = lanes.isBase[chain] === 1 ? Number.POSITIVE_INFINITY : jumpsOf(planning, chain);
    if (jumps >= LEAST_JUMPS) hubs.push({ chain, jumps });
  }
  if (single.length <= ALL_LARGE) return single;
  const largest = hubs.toSorted((one, other) => other.jumps - one.jumps).slice(0, MOST_HUBS);
  const isLarge = new Set(largest.map(({ chain }) => chain));
  return hubs.map(({ chain }) => chain).filter((chain) => isLarge.has(chain));
}

function jumpsOf({ index, places }: Planning, chain: number): number {
  let jumps = 0;
  for (const line of rulesOf(places, chain)) if ((index.targetOfLine[line] ?? -1) >= 0) jumps += 1;
  return jumps;
}
