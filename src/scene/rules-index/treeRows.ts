import type { TableName } from "@/engine";
import type { ChainFold, ChainRun, FoldedChains, FoldedTable } from "./foldChains";

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

/** The lines of the tree, each made when it is asked for. */
export interface TreeRows {
  readonly count: number;
  /** A line, counted from 0; undefined when there is none. */
  at(row: number): TreeRow | undefined;
}

/**
 * The tree as lines: tables, below them chains in the order of the text, those that begin alike under one line where the
 * first of them stands. Tables are open and beginnings folded, until their ids are in `turned`.
 */
export function treeRows(folded: FoldedChains, turned: ReadonlySet<string>): TreeRows {
  const pieces = folded.tables.flatMap((table) => tablePieces(table, turned));
  const starts: number[] = [];
  let count = 0;
  for (const piece of pieces) {
    starts.push(count);
    count += piece.kind === "row" ? 1 : piece.chains.length;
  }
  const at = (row: number) => {
    const number = lastNotAbove(starts, row);
    const piece = pieces[number];
    if (piece === undefined || piece.kind === "row") return piece?.row;
    return chainRow(folded, piece, row - (starts[number] ?? 0));
  };
  return { count, at: (row) => (row >= 0 && row < count ? at(row) : undefined) };
}

/** A line, or the lines of chains that follow each other. */
type Piece = { readonly kind: "row"; readonly row: TreeRow } | ChainPiece;

interface ChainPiece {
  readonly kind: "chains";
  readonly chains: readonly number[];
  readonly isInPrefix: boolean;
}

function tablePieces(
  { table, chains, rules, parts }: FoldedTable,
  turned: ReadonlySet<string>,
): readonly Piece[] {
  const isOpen = !turned.has(table);
  const head: Piece = {
    kind: "row",
    row: { kind: "table", id: table, table, chains, rules, isOpen },
  };
  if (!isOpen) return [head];
  return [head, ...parts.flatMap((part) => partPieces(table, part, turned))];
}

function partPieces(
  table: TableName,
  part: ChainRun | ChainFold,
  turned: ReadonlySet<string>,
): readonly Piece[] {
  if (part.kind === "run") return [{ kind: "chains", chains: part.chains, isInPrefix: false }];
  const { prefix, chains, rules, references, packets } = part;
  const id = `${table}/${prefix}`;
  const isOpen = turned.has(id);
  const counts = { chains: chains.length, rules, references, packets };
  const head: Piece = {
    kind: "row",
    row: { kind: "prefix", id, table, prefix, ...counts, isOpen },
  };
  return isOpen ? [head, { kind: "chains", chains, isInPrefix: true }] : [head];
}

function chainRow(
  { index }: FoldedChains,
  { chains, isInPrefix }: ChainPiece,
  at: number,
): TreeRow | undefined {
  const chain = chains[at];
  const indexed = chain === undefined ? undefined : index.chains[chain];
  if (chain === undefined || indexed === undefined) return undefined;
  return { kind: "chain", id: `${indexed.table}/${indexed.name}`, chain, isInPrefix };
}

/** The place of the last of some ascending numbers that is not above another. */
function lastNotAbove(ascending: readonly number[], most: number): number {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= most) low = middle;
    else high = middle;
  }
  return low;
}
