import type { TableName } from "../net/hook";
import type { TextIndex } from "./indexText";
import { inferTables } from "./inferTables";

/** A stretch of rules without `*table`, and the tables they were taken to be in. */
export interface ResolvedFragment {
  /** 1-based line of its first rule or chain. */
  readonly line: number;
  readonly tables: readonly TableName[];
}

/** Moves the rules and chains of every fragment in the index into the tables that they speak for. */
export function resolveFragments(index: TextIndex): readonly ResolvedFragment[] {
  const resolved: ResolvedFragment[] = [];
  const count = index.tables.length;
  for (let number = 0; number < count; number++) {
    const table = index.tables[number];
    if (table === undefined || table.name !== undefined) continue;
    resolved.push({ line: table.line, tables: moveFragment(index, number, table.line) });
  }
  return resolved;
}

function moveFragment(index: TextIndex, fragment: number, line: number): readonly TableName[] {
  const inferred = inferTables(index, fragment);
  const found = new Set<TableName>();
  const move = (chain: number, name: TableName) => {
    found.add(name);
    return index.names.internIn(tableNumber(index, name, line), chain);
  };
  for (const [chain, table] of inferred.chains) {
    const declaration = index.declarations.get(chain);
    index.declarations.delete(chain);
    const moved = move(chain, table);
    if (declaration !== undefined && !index.declarations.has(moved)) {
      index.declarations.set(moved, declaration);
    }
  }
  for (const [id, table] of inferred.rules) {
    index.rules.chains[id] = move(index.rules.chains[id] ?? 0, table);
  }
  return [...found];
}

function tableNumber(index: TextIndex, name: TableName, line: number): number {
  const number = index.tables.findIndex((table) => table.name === name);
  if (number >= 0) return number;
  index.tables.push({ name, isFragment: true, line, isCommitted: true });
  return index.tables.length - 1;
}
