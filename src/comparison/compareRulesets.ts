import {
  type Chain,
  type Family,
  type Ruleset,
  TABLES,
  type Table,
  type TableName,
} from "@/engine";
import type { ChainDifference, RuleDifferenceKind } from "./chainDifference";
import { compareChain } from "./compareChain";
import { type ServiceDifference, serviceDifferences } from "./serviceDifferences";

/** The rules of one node at two times, or of two nodes. */
export interface ComparedRulesets {
  readonly before: Ruleset;
  readonly now: Ruleset;
}

/** What differs between two rulesets of one family. Plain data. */
export interface RulesetComparison {
  readonly family: Family;
  /** By tables, and chains by their names. */
  readonly chains: readonly ChainDifference[];
  readonly services: readonly ServiceDifference[];
  readonly counts: DifferenceCounts;
  /** Chains whose Services stand in another order, which is not compared. */
  readonly orderIgnored: readonly IgnoredOrder[];
  /** Tables that only one of them has. */
  readonly tables: readonly { readonly table: TableName; readonly kind: "added" | "removed" }[];
}

/** How many there are of each. The rules of chains that only one of them has are among those added and removed. */
export interface DifferenceCounts extends Readonly<Record<RuleDifferenceKind, number>> {
  readonly chains: number;
  readonly chainsAdded: number;
  readonly chainsRemoved: number;
  readonly policies: number;
  /** What was compared, on both sides. */
  readonly chainsCompared: number;
  readonly rulesBefore: number;
  readonly rulesNow: number;
}

interface IgnoredOrder {
  readonly table: TableName;
  readonly chain: string;
  /** How many of its rules had to give way to bring the others into one order. */
  readonly rules: number;
  /** How many Services it leads to. */
  readonly of: number;
}

/** So many chains are compared between two reports. */
const REPORT_EVERY = 500;

/**
 * Compares two rulesets chain by chain, by the chains' names: the order of chains does not count, nor do counters. Time
 * grows with the number of rules, and a little faster with those of one chain.
 */
export function compareRulesets(
  { before, now }: ComparedRulesets,
  onProgress?: (chainsDone: number, chains: number) => void,
): RulesetComparison {
  const pairs = chainPairs(before, now);
  const chains: ChainDifference[] = [];
  const orderIgnored: IgnoredOrder[] = [];
  for (const [index, pair] of pairs.entries()) {
    if (index % REPORT_EVERY === REPORT_EVERY - 1) onProgress?.(index, pairs.length);
    const { table } = pair;
    const compared = compareChain(pair.before, pair.now);
    if (compared.difference !== undefined)
      chains.push({ family: now.family, table, ...compared.difference });
    if (compared.orderIgnored > 0)
      orderIgnored.push({
        table,
        chain: pair.name,
        rules: compared.orderIgnored,
        of: pair.now?.length ?? 0,
      });
  }
  return {
    family: now.family,
    chains,
    services: serviceDifferences({ before, now }, chains),
    counts: { ...countDifferences(chains), ...countCompared(pairs) },
    orderIgnored,
    tables: tableChanges(before, now),
  };
}

interface ChainPair {
  readonly table: TableName;
  readonly name: string;
  readonly before: Chain | undefined;
  readonly now: Chain | undefined;
}

function chainPairs(before: Ruleset, now: Ruleset): readonly ChainPair[] {
  return TABLES.flatMap((table) => {
    const one = before.table(table);
    const other = now.table(table);
    const names = new Set([...chainNames(one), ...chainNames(other)]);
    return [...names]
      .sort()
      .map((name) => ({ table, name, before: one?.chain(name), now: other?.chain(name) }))
      .filter(tellsSomething);
  });
}

function chainNames(table: Table | undefined): readonly string[] {
  return table === undefined ? [] : table.chains.map(({ name }) => name);
}

/** A base chain comes with its table, and alone it tells nothing. */
function tellsSomething({ before, now }: ChainPair): boolean {
  if (before !== undefined && now !== undefined) return true;
  const only = before ?? now;
  return only?.hook === undefined || only.length > 0 || only.policy === "DROP";
}

function countDifferences(
  chains: readonly ChainDifference[],
): Omit<DifferenceCounts, keyof ReturnType<typeof countCompared>> {
  const kinds: Record<RuleDifferenceKind, number> = { added: 0, removed: 0, moved: 0, changed: 0 };
  for (const { rules } of chains) for (const { kind } of rules) kinds[kind] += 1;
  return {
    ...kinds,
    chains: chains.length,
    chainsAdded: chains.filter(({ kind }) => kind === "added").length,
    chainsRemoved: chains.filter(({ kind }) => kind === "removed").length,
    policies: chains.filter(({ policy }) => policy !== undefined).length,
  };
}

function countCompared(pairs: readonly ChainPair[]) {
  let rulesBefore = 0;
  let rulesNow = 0;
  for (const { before, now } of pairs) {
    rulesBefore += before?.length ?? 0;
    rulesNow += now?.length ?? 0;
  }
  return { chainsCompared: pairs.length, rulesBefore, rulesNow };
}

function tableChanges(before: Ruleset, now: Ruleset): RulesetComparison["tables"] {
  return TABLES.flatMap((table) => {
    const had = before.table(table) !== undefined;
    if (had === (now.table(table) !== undefined)) return [];
    return { table, kind: had ? ("removed" as const) : ("added" as const) };
  });
}
