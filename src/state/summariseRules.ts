import type { TableName } from "@/engine";
import { kubeProxySurroundings } from "@/intake/kubeProxySurroundings";
import { readRules, readRulesInSteps } from "./walk/readRules";

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

/** So many lines are counted between two pauses. */
const AT_ONCE = 10_000;

/** Counts a text of rules, a piece at each step of the generator, so that the page can answer in between. */
export function* summariseRules(text: string): Generator<undefined, RulesSummary, undefined> {
  yield* readRulesInSteps(text);
  const { ruleset, diagnostics, unknown } = readRules(text);
  yield undefined;
  const sizes = ruleset.tables.map((table) => table.size);
  const around = kubeProxySurroundings(ruleset);
  return {
    lines: yield* countLines(text),
    chains: sizes.reduce((sum, { chains }) => sum + chains, 0),
    rules: sizes.reduce((sum, { rules }) => sum + rules, 0),
    tables: ruleset.tables.map((table) => table.name),
    problems: [
      ...diagnostics.map(({ at, why }) => `Line ${at.line}: ${why}`),
      ...unknown.map(({ line, column, why }) => `Line ${line}, column ${column}: ${why}`),
    ],
    linesLeftOut: around === undefined ? 0 : around.before.length + around.behind.length,
  };
}

function* countLines(text: string): Generator<undefined, number, undefined> {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    lines++;
    if (lines % AT_ONCE === 0) yield undefined;
  }
  return text === "" || text.endsWith("\n") ? lines : lines + 1;
}
