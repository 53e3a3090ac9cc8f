import {
  type Chain,
  ChainRows,
  printRule,
  type Rule,
  type RuleEdit,
  ruleEditsOf,
  type TableName,
} from "@/engine";
import type { NodeRules } from "../walk/nodeRules";

/** A chain of pasted rules, as it was loaded and with its rows after edits. */
export interface PastedChain {
  readonly loaded: Chain;
  readonly edited: Chain;
  readonly edits: readonly RuleEdit[];
  readonly rows: ChainRows;
}

/** A chain of a node's rules; undefined when there is none, or when the rules were not pasted. */
export function pastedChain(
  { ruleset, pasted }: Pick<NodeRules, "ruleset" | "pasted">,
  place: { readonly table: TableName; readonly chain: string },
): PastedChain | undefined {
  const loaded = pasted?.loaded.table(place.table)?.chain(place.chain);
  const edited = ruleset.table(place.table)?.chain(place.chain);
  if (pasted === undefined || loaded === undefined || edited === undefined) return undefined;
  const edits = ruleEditsOf(pasted.edits, place);
  return { loaded, edited, edits, rows: new ChainRows(loaded.length, edits) };
}

/** What a rule said when it was loaded; undefined of one that was inserted. */
export function loadedText({ loaded }: PastedChain, rule: number): string | undefined {
  return rule >= 1 && rule <= loaded.length ? textOf(loaded, loaded.rule(rule)) : undefined;
}

/** What a rule says now, in force or not; "" when there is no such rule. */
export function editedRuleText(chain: PastedChain, rule: number): string {
  const edit = chain.edits.find((one) => one.rule === rule);
  return edit?.text ?? loadedText(chain, rule) ?? "";
}

function textOf({ name }: Chain, rule: Rule): string {
  return printRule(name, rule);
}
