import type { Hop, TableName } from "@/engine";
import type { IndexedChain } from "../rules-index/rulesIndex";

/** The packet's way over the map: the chains in the order in which it comes to them. */
export interface WalkedChains {
  /** Indices into the index's chains; a chain that is come back to stands again. */
  readonly chains: readonly number[];
  /** How many of them the packet has come to by now. */
  readonly reached: number;
}

/** The chains of a visit's hops. `reachedHops` is how many of the hops are behind the packet or at hand. */
export function walkedChains(
  chains: readonly IndexedChain[],
  hops: readonly Hop[],
  reachedHops: number,
): WalkedChains {
  const wanted = new Set(
    hops.flatMap((hop) => ("chain" in hop ? nameOf(hop.table, hop.chain) : [])),
  );
  const numbers = new Map<string, number>();
  chains.forEach(({ table, name }, chain) => {
    const id = nameOf(table, name);
    if (wanted.has(id)) numbers.set(id, chain);
  });
  const walked: number[] = [];
  let reached = 0;
  hops.forEach((hop, at) => {
    const chain = "chain" in hop ? numbers.get(nameOf(hop.table, hop.chain)) : undefined;
    if (chain !== undefined && walked.at(-1) !== chain) walked.push(chain);
    if (at < reachedHops) reached = walked.length;
  });
  return { chains: walked, reached };
}

function nameOf(table: TableName, chain: string): string {
  return `${table} ${chain}`;
}
