import { type Rule, type Ruleset, TABLES, type TableName } from "@/engine";

/** A rule that looks at a mark, and where it stands. */
export interface MarkReader {
  readonly table: TableName;
  readonly chain: string;
  readonly ruleNumber: number;
}

/** More readers of marks are not followed. */
const MOST_READERS = 12;

/** Whether a rule gives the packet or its connection a mark. */
export function setsMark({ target }: Rule): boolean {
  return target?.target === "MARK" || target?.target === "CONNMARK";
}

/** The rules that look at a mark: what one that sets it is there for. */
export function markReaders(ruleset: Ruleset): readonly MarkReader[] {
  const readers: MarkReader[] = [];
  for (const table of TABLES) {
    for (const chain of ruleset.table(table)?.chains ?? []) {
      for (let ruleNumber = 1; ruleNumber <= chain.length; ruleNumber++) {
        if (!chain.rule(ruleNumber).matches.some(isOfMark)) continue;
        readers.push({ table, chain: chain.name, ruleNumber });
        if (readers.length === MOST_READERS) return readers;
      }
    }
  }
  return readers;
}

function isOfMark({ match }: Rule["matches"][number]): boolean {
  return match === "mark" || match === "connmark";
}
