import type { Family } from "../net/family";
import { sortIntoChains } from "./chainRules";
import type { TextIndex } from "./indexText";
import { LazyTable } from "./lazyTable";
import { readIndexedRule } from "./readIndexedRule";
import type { Rule } from "./rule";
import type { Chain, Ruleset, Table } from "./ruleset";

/** Is shown a rule and where it stands. */
export type RuleVisitor = (rule: Rule, table: Table, chain: Chain) => void;

/** The text between two byte offsets. */
export type TextBetween = (start: number, end: number) => string;

/** A ruleset over an index: a rule is read from the text when somebody asks for it. */
export interface IndexedRuleset {
  readonly ruleset: Ruleset;
  /** Reads every rule once, in the order of the text, without keeping any. `inOrder` is asked for one behind the other. */
  readonly visitRules: (inOrder: TextBetween, visit: RuleVisitor) => void;
}

/** Puts the Ruleset interface before an index in which every table has its name. Keeps nothing of the index's bytes. */
export function lazyRuleset(
  { rules, names, declarations, tables: indexed }: TextIndex,
  family: Family,
  textBetween: TextBetween,
): IndexedRuleset {
  const chainRules = sortIntoChains(rules, names.count);
  const shared = { family, rules, names, declarations, chainRules, textBetween };
  const tables = new Map<number, LazyTable>();
  indexed.forEach(({ name, isFragment }, number) => {
    if (name !== undefined)
      tables.set(number, new LazyTable({ ...shared, number, name, isFragment }));
  });
  for (let id = 0; id < names.count; id++) tables.get(names.table(id))?.add(id);
  const list = [...tables.values()];
  return {
    ruleset: { family, tables: list, table: (name) => list.find((table) => table.name === name) },
    visitRules(inOrder, visit) {
      for (let id = 0; id < rules.count; id++) {
        const number = rules.chains[id] ?? 0;
        const table = tables.get(names.table(number));
        const chain = table?.numbered(number);
        if (table === undefined || chain === undefined) continue;
        const { name, hasChain, isFragment } = table;
        const place = { id, table: name, family, hasChain, isFragment, textBetween: inOrder };
        visit(readIndexedRule(rules, place), table, chain);
      }
    },
  };
}
