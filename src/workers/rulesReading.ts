import {
  type Diagnostic,
  type Family,
  type PassedOver,
  parseRuleset,
  type TableName,
  type UnknownRule,
} from "@/engine";
import { type DumpFacts, dumpFacts } from "./dumpFacts";

/** What a text of rules holds, as plain data that a worker can hand over. */
export interface RulesReading {
  /** Whose rules they are; IPv4's where nothing in the text tells. */
  readonly family: Family;
  readonly tables: readonly TableName[];
  readonly chains: number;
  readonly rules: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The first of the rules with something unknown, and how many there are in all. */
  readonly unknown: readonly UnknownRule[];
  readonly unknownCount: number;
  /** The first of the lines that are no rules, and how many there are in all. */
  readonly passedOver: readonly PassedOver[];
  readonly passedOverCount: number;
  readonly facts: DumpFacts;
}

/** A list that nobody reads to its end is not handed over whole. */
const MOST_LISTED = 200;

/** Reads and checks every rule of a text. */
export function readAllRules(
  text: string | Uint8Array,
  onProgress?: (rulesChecked: number) => void,
): RulesReading {
  const { ruleset, diagnostics, unknown, passedOver } = parseRuleset(
    text,
    onProgress === undefined ? {} : { onProgress },
  );
  const chains = ruleset.tables.flatMap((table) => table.chains);
  return {
    family: ruleset.family,
    tables: ruleset.tables.map((table) => table.name),
    chains: chains.length,
    rules: chains.reduce((sum, chain) => sum + chain.length, 0),
    diagnostics: diagnostics.slice(0, MOST_LISTED),
    unknown: unknown.slice(0, MOST_LISTED),
    unknownCount: unknown.length,
    passedOver: passedOver.slice(0, MOST_LISTED),
    passedOverCount: passedOver.length,
    facts: dumpFacts(ruleset),
  };
}
