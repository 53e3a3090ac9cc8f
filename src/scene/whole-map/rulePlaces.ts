import type { RulesIndex } from "../rules-index/rulesIndex";

/** Which lines hold the rules of each chain, and which lead to it; both as one list with the place where each chain's part begins. */
export interface RulePlaces {
  /** By chain, and one more for the end: where its part of `ruleLines` begins. */
  readonly ruleStarts: Uint32Array;
  /** Lines, from 0: those of the first chain in order, then those of the next. */
  readonly ruleLines: Uint32Array;
  /** The same for `leadLines`. */
  readonly leadStarts: Uint32Array;
  /** Lines whose rule jumps or goes to the chain. */
  readonly leadLines: Uint32Array;
}

/** So many lines or chains are looked at between two pauses. */
export const AT_ONCE = 8000;

/** Sorts the lines of an index by chain, a piece at each step of the generator. */
export function* rulePlaces(index: RulesIndex): Generator<undefined, RulePlaces, undefined> {
  const { chainOfLine, targetOfLine } = index;
  const rules = yield* sortedBy(chainOfLine, index.chains.length);
  const leads = yield* sortedBy(targetOfLine, index.chains.length);
  return {
    ruleStarts: rules.starts,
    ruleLines: rules.lines,
    leadStarts: leads.starts,
    leadLines: leads.lines,
  };
}

interface SortedLines {
  readonly starts: Uint32Array;
  readonly lines: Uint32Array;
}

/** Counts, then places: lines stay in their order within a chain. */
function* sortedBy(
  chainOf: Int32Array,
  chains: number,
): Generator<undefined, SortedLines, undefined> {
  const starts = new Uint32Array(chains + 1);
  for (const chain of chainOf) if (chain >= 0) starts[chain + 1] = (starts[chain + 1] ?? 0) + 1;
  for (let chain = 0; chain < chains; chain += 1)
    starts[chain + 1] = (starts[chain + 1] ?? 0) + (starts[chain] ?? 0);
  const next = starts.slice();
  const lines = new Uint32Array(starts[chains] ?? 0);
  for (let line = 0; line < chainOf.length; line += 1) {
    if (line % AT_ONCE === AT_ONCE - 1) yield undefined;
    const chain = chainOf[line] ?? -1;
    if (chain < 0) continue;
    const at = next[chain] ?? 0;
    lines[at] = line;
    next[chain] = at + 1;
  }
  return { starts, lines };
}

/** The lines of a chain's rules, in order; none for a chain that is not there. */
export function rulesOf({ ruleStarts, ruleLines }: RulePlaces, chain: number): Uint32Array {
  return ruleLines.subarray(ruleStarts[chain] ?? 0, ruleStarts[chain + 1] ?? 0);
}

/** The lines of the rules that lead to a chain, in order. */
export function leadsTo({ leadStarts, leadLines }: RulePlaces, chain: number): Uint32Array {
  return leadLines.subarray(leadStarts[chain] ?? 0, leadStarts[chain + 1] ?? 0);
}
