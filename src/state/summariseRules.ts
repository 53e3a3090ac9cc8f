import type { TableName } from "@/engine";
import { kubeProxySurroundings } from "@/intake/kubeProxySurroundings";
import { readRules } from "./walk/readRules";

/** How much a text of rules holds, and what of it needs a look. */
export interface RulesSummary {
  readonly lines: number;
  readonly chains: number;
  readonly rules: number;
  readonly tables: readonly TableName[];
  /** Sentences, each with its line. */
  readonly problems: readonly string[];
  /** How many lines kube-proxy writes around such rules that the text does not show; 0 for a whole dump. */
  readonly linesLeftOut: number;
}

/** Counts a text of rules. */
export function summariseRules(text: string): RulesSummary {
  const { ruleset, diagnostics, unknown } = readRules(text);
  const chains = ruleset.tables.flatMap((table) => table.chains);
  const around = kubeProxySurroundings(ruleset);
  return {
    lines: countLines(text),
    chains: chains.length,
    rules: chains.reduce((sum, chain) => sum + chain.length, 0),
    tables: ruleset.tables.map((table) => table.name),
    problems: [
      ...diagnostics.map(({ at, why }) => `Line ${at.line}: ${why}`),
      ...unknown.map(({ line, column, why }) => `Line ${line}, column ${column}: ${why}`),
    ],
    linesLeftOut: around === undefined ? 0 : around.before.length + around.behind.length,
  };
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return text === "" || text.endsWith("\n") ? lines : lines + 1;
}
