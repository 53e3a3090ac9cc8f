import type { TableName } from "@/engine";
import type { IndexedChain, RulesIndex } from "./rulesIndex";

/** The chains of a node by table, those that begin alike gathered. Chains are indices into the index's chains. */
export interface FoldedChains {
  readonly index: RulesIndex;
  readonly tables: readonly FoldedTable[];
  /** How many rules all tables have. */
  readonly rules: number;
}

/** A table's chains in the order of the text; a fold stands where its first chain does. */
export interface FoldedTable {
  readonly table: TableName;
  readonly chains: number;
  readonly rules: number;
  readonly parts: readonly (ChainRun | ChainFold)[];
}

/** Chains one after the other that stand for themselves. */
export interface ChainRun {
  readonly kind: "run";
  readonly chains: readonly number[];
}

/** Chains whose names begin alike. */
export interface ChainFold {
  readonly kind: "fold";
  /** `KUBE-SVC-`. */
  readonly prefix: string;
  readonly chains: readonly number[];
  readonly rules: number;
  readonly references: number;
  /** What entered any of them; undefined where nothing is counted. */
  readonly packets: number | undefined;
}

/** From so many chains on a common beginning is worth a fold. */
const LEAST_FOLDED = 6;
/** `KUBE-SVC-` of `KUBE-SVC-ABCDEF`, `cali-tw-` of `cali-tw-cali12ab`, and `CNI-` where only a hash follows. */
const PREFIX = /^[A-Za-z]+-(?:[A-Za-z]+-(?=.)|(?=[a-z]*\d[0-9a-z]{7,}$))/;
/** So many chains are looked at between two pauses. */
const CHAINS_AT_ONCE = 1000;

/** Gathers the chains of an index, a piece at each step of the generator, so that the page can answer in between. */
export function* foldChains(index: RulesIndex): Generator<undefined, FoldedChains, undefined> {
  const drafts = new Map<TableName, TableDraft>();
  for (const [number, chain] of index.chains.entries()) {
    note(draftOf(drafts, chain.table), number, chain);
    if (number % CHAINS_AT_ONCE === 0) yield undefined;
  }
  const tables: FoldedTable[] = [];
  for (const draft of drafts.values()) tables.push(yield* finish(draft));
  return { index, tables, rules: tables.reduce((sum, { rules }) => sum + rules, 0) };
}

interface FoldDraft {
  readonly prefix: string;
  readonly chains: number[];
  rules: number;
  references: number;
  packets: number | undefined;
}

interface TableDraft {
  readonly table: TableName;
  readonly chains: number[];
  /** What each of the chains may be folded into. */
  readonly foldOfChain: (FoldDraft | undefined)[];
  readonly folds: Map<string, FoldDraft>;
  rules: number;
}

function draftOf(drafts: Map<TableName, TableDraft>, table: TableName): TableDraft {
  const known = drafts.get(table);
  if (known !== undefined) return known;
  const made = { table, chains: [], foldOfChain: [], folds: new Map(), rules: 0 };
  drafts.set(table, made);
  return made;
}

function note(draft: TableDraft, number: number, chain: IndexedChain): void {
  draft.chains.push(number);
  draft.rules += chain.rules;
  const prefix = PREFIX.exec(chain.name)?.[0];
  const fold = prefix === undefined ? undefined : foldOf(draft, prefix);
  draft.foldOfChain.push(fold);
  if (fold === undefined) return;
  fold.chains.push(number);
  fold.rules += chain.rules;
  fold.references += chain.references;
  if (chain.counters !== undefined) fold.packets = (fold.packets ?? 0) + chain.counters.packets;
}

function foldOf({ folds }: TableDraft, prefix: string): FoldDraft {
  const known = folds.get(prefix);
  if (known !== undefined) return known;
  const made = { prefix, chains: [], rules: 0, references: 0, packets: undefined };
  folds.set(prefix, made);
  return made;
}

function* finish(draft: TableDraft): Generator<undefined, FoldedTable, undefined> {
  const { table, chains, foldOfChain, rules } = draft;
  const parts: (ChainRun | ChainFold)[] = [];
  let run: number[] | undefined;
  for (const [at, chain] of chains.entries()) {
    if (at % CHAINS_AT_ONCE === 0) yield undefined;
    const fold = foldOfChain[at];
    if (fold === undefined || fold.chains.length < LEAST_FOLDED) {
      if (run === undefined) {
        run = [];
        parts.push({ kind: "run", chains: run });
      }
      run.push(chain);
    } else if (fold.chains[0] === chain) {
      parts.push({ kind: "fold", ...fold });
      run = undefined;
    }
  }
  return { table, chains: chains.length, rules, parts };
}
