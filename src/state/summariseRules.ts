import type { TableName } from "@/engine";
import { readRules } from "./walk/readRules";

/** How much a text of rules holds, and what of it needs a look. */
export interface RulesSummary {
  readonly lines: number;
  readonly chains: number;
  readonly rules: number;
  readonly tables: readonly TableName[];
  /** Sentences, each with its line. */
  readonly problems: readonly string[];
}

/** Counts a text of rules. */
export function summariseRules(text: string): RulesSummary {
  const { ruleset, diagnostics, unknown } = readRules(text);
  const chains = ruleset.tables.flatMap((table) => table.chains);
  return {
    lines: countLines(text),
    chains: chains.length,
    rules: chains.reduce((sum, chain) => sum + chain.length, 0),
    tables: ruleset.tables.map((table) => table.name),
    problems: [
      ...diagnostics.map(({ at, why }) => `Line ${at.line}: ${why}`),
      ...unknown.map(({ line, column, why }) => `Line ${line}, column ${column}: ${why}`),
    ],
  };
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return text === "" || text.endsWith("\n") ? lines : lines + 1;
}
