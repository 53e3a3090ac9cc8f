import type { RuleOffsets } from "./ruleOffsets";

/** The rules of each chain, in the chain's order, as numbers in `RuleOffsets`. */
export interface ChainRules {
  /** How many rules the chain with this number has. */
  length(chain: number): number;
  /** The rule at a place counted from 0. */
  at(chain: number, place: number): number;
}

/** Sorts rules into their chains in one pass, and then moves those that `-I` puts elsewhere. */
export function sortIntoChains(rules: RuleOffsets, chainCount: number): ChainRules {
  const firsts = new Uint32Array(chainCount + 1);
  for (let id = 0; id < rules.count; id++) {
    const next = (rules.chains[id] ?? 0) + 1;
    firsts[next] = (firsts[next] ?? 0) + 1;
  }
  for (let chain = 0; chain < chainCount; chain++) {
    firsts[chain + 1] = (firsts[chain + 1] ?? 0) + (firsts[chain] ?? 0);
  }
  const sorted = new Uint32Array(rules.count);
  const nexts = firsts.slice();
  for (let id = 0; id < rules.count; id++) {
    const chain = rules.chains[id] ?? 0;
    const place = nexts[chain] ?? 0;
    sorted[place] = id;
    nexts[chain] = place + 1;
  }
  const moved = moveInserted(rules, firsts, sorted);
  return {
    length: (chain) => (firsts[chain + 1] ?? 0) - (firsts[chain] ?? 0),
    at: (chain, place) => moved.get(chain)?.[place] ?? sorted[(firsts[chain] ?? 0) + place] ?? 0,
  };
}

/** Plays the commands of those chains that have an `-I` one after the other. */
function moveInserted(
  rules: RuleOffsets,
  firsts: Uint32Array,
  sorted: Uint32Array,
): ReadonlyMap<number, readonly number[]> {
  const moved = new Map<number, readonly number[]>();
  for (const inserted of rules.positions.keys()) {
    const chain = rules.chains[inserted] ?? 0;
    if (moved.has(chain)) continue;
    const order: number[] = [];
    for (const id of sorted.subarray(firsts[chain], firsts[chain + 1])) {
      const position = rules.positions.get(id);
      if (position === undefined) order.push(id);
      else order.splice(Math.max(0, position - 1), 0, id);
    }
    moved.set(chain, order);
  }
  return moved;
}
