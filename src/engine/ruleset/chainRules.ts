import { FreePlaces } from "./freePlaces";
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

/** Plays the commands of those chains that have an `-I`. */
function moveInserted(
  rules: RuleOffsets,
  firsts: Uint32Array,
  sorted: Uint32Array,
): ReadonlyMap<number, Uint32Array> {
  const moved = new Map<number, Uint32Array>();
  for (const inserted of rules.positions.keys()) {
    const chain = rules.chains[inserted] ?? 0;
    if (moved.has(chain)) continue;
    const commands = sorted.subarray(firsts[chain], firsts[chain + 1]);
    moved.set(chain, inOrder(commands, rules.positions));
  }
  return moved;
}

/**
 * Where the rules of a chain stand in the end. Read backwards, a rule that was put on place n stands on the nth of the
 * places that no later one took, so no rule is moved twice.
 */
function inOrder(commands: Uint32Array, positions: ReadonlyMap<number, number>): Uint32Array {
  const places = new FreePlaces(commands.length);
  const order = new Uint32Array(commands.length);
  for (let before = commands.length - 1; before >= 0; before--) {
    const id = commands[before] ?? 0;
    const position = positions.get(id) ?? before + 1;
    order[places.take(Math.min(Math.max(position, 1), before + 1))] = id;
  }
  return order;
}
