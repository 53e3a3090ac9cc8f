import type { TableName } from "@/engine";
import type { IndexedChain, RulesIndex } from "./rulesIndex";

/** A line of the tree of tables and chains. */
export type TreeRow =
  | {
      readonly kind: "table";
      readonly id: string;
      readonly table: TableName;
      readonly chains: number;
      readonly rules: number;
      readonly isOpen: boolean;
    }
  /** Chains whose names begin alike, folded into one line. */
  | {
      readonly kind: "prefix";
      readonly id: string;
      readonly table: TableName;
      /** `KUBE-SVC-`. */
      readonly prefix: string;
      readonly chains: number;
      readonly rules: number;
      readonly references: number;
      /** What entered any of them; undefined where nothing is counted. */
      readonly packets: number | undefined;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: "chain";
      readonly id: string;
      /** An index into the index's chains. */
      readonly chain: number;
      readonly isInPrefix: boolean;
    };

/** From so many chains on a common beginning is worth a fold. */
const LEAST_FOLDED = 6;
/** `KUBE-SVC-` of `KUBE-SVC-ABCDEF`, `cali-tw-` of `cali-tw-cali12ab`, and `CNI-` where only a hash follows. */
const PREFIX = /^[A-Za-z]+-(?:[A-Za-z]+-(?=.)|(?=[a-z]*\d[0-9a-z]{7,}$))/;

/**
 * The tree as lines: tables, below them chains in the order of the text, those that begin alike under one line where the
 * first of them stands. Tables are open and beginnings folded, until their ids are in `turned`.
 */
export function treeRows(index: RulesIndex, turned: ReadonlySet<string>): readonly TreeRow[] {
  const tables = new Map<TableName, number[]>();
  index.chains.forEach(({ table }, chain) => {
    const own = tables.get(table);
    if (own === undefined) tables.set(table, [chain]);
    else own.push(chain);
  });
  return [...tables].flatMap(([table, chains]) => tableRows(index, table, { chains, turned }));
}

interface TableChains {
  readonly chains: readonly number[];
  readonly turned: ReadonlySet<string>;
}

function tableRows(
  index: RulesIndex,
  table: TableName,
  { chains, turned }: TableChains,
): readonly TreeRow[] {
  const isOpen = !turned.has(table);
  const head: TreeRow = {
    kind: "table",
    id: table,
    table,
    chains: chains.length,
    rules: sum(index, chains, ({ rules }) => rules),
    isOpen,
  };
  if (!isOpen) return [head];
  const folds = foldsOf(index, chains);
  const rows: TreeRow[] = [head];
  for (const chain of chains) {
    const prefix = prefixOf(index.chains[chain]);
    const fold = prefix === undefined ? undefined : folds.get(prefix);
    if (prefix === undefined || fold === undefined) rows.push(chainRow(index, chain, false));
    else if (fold[0] === chain) pushFold(rows, index, { table, prefix, chains: fold, turned });
  }
  return rows;
}

function foldsOf(index: RulesIndex, chains: readonly number[]): ReadonlyMap<string, number[]> {
  const folds = new Map<string, number[]>();
  for (const chain of chains) {
    const prefix = prefixOf(index.chains[chain]);
    if (prefix === undefined) continue;
    const own = folds.get(prefix);
    if (own === undefined) folds.set(prefix, [chain]);
    else own.push(chain);
  }
  return new Map([...folds].filter(([, own]) => own.length >= LEAST_FOLDED));
}

function prefixOf(chain: IndexedChain | undefined): string | undefined {
  return PREFIX.exec(chain?.name ?? "")?.[0];
}

interface Fold extends TableChains {
  readonly table: TableName;
  readonly prefix: string;
}

function pushFold(
  rows: TreeRow[],
  index: RulesIndex,
  { table, prefix, chains, turned }: Fold,
): void {
  const id = `${table}/${prefix}`;
  const isOpen = turned.has(id);
  const isCounted = chains.some((chain) => index.chains[chain]?.counters !== undefined);
  rows.push({
    kind: "prefix",
    id,
    table,
    prefix,
    chains: chains.length,
    rules: sum(index, chains, ({ rules }) => rules),
    references: sum(index, chains, ({ references }) => references),
    packets: isCounted ? sum(index, chains, ({ counters }) => counters?.packets ?? 0) : undefined,
    isOpen,
  });
  if (isOpen) for (const chain of chains) rows.push(chainRow(index, chain, true));
}

function chainRow(index: RulesIndex, chain: number, isInPrefix: boolean): TreeRow {
  const { table, name } = index.chains[chain] ?? { table: "", name: "" };
  return { kind: "chain", id: `${table}/${name}`, chain, isInPrefix };
}

function sum(
  index: RulesIndex,
  chains: readonly number[],
  value: (chain: IndexedChain) => number,
): number {
  let total = 0;
  for (const chain of chains) {
    const one = index.chains[chain];
    if (one !== undefined) total += value(one);
  }
  return total;
}
