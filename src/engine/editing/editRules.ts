import { type ChainRow, ChainRows } from "./chainRows";
import {
  type ChainPlace,
  type KeptRule,
  type PolicyEdit,
  type RuleEdit,
  type RulesEdit,
  ruleEditsOf,
} from "./rulesEdit";

type Edits = readonly RulesEdit[];

/** A rule, and how many rules its chain was loaded with. */
export interface LoadedRule extends KeptRule {
  readonly length: number;
}

/** The edit of a rule; undefined when it stands as it was loaded. */
export function editOfRule(edits: Edits, rule: KeptRule): RuleEdit | undefined {
  return ruleEditsOf(edits, rule).find((edit) => edit.rule === rule.rule);
}

/** Takes a rule out of force, or puts it into force again; it keeps its place. */
export function disableRule(edits: Edits, rule: KeptRule, isDisabled: boolean): Edits {
  return withParts(edits, rule, { isDisabled: isDisabled || undefined });
}

/** Gives a rule another text; undefined is the one it was loaded with. */
export function rewriteRule(edits: Edits, rule: KeptRule, text: string | undefined): Edits {
  return withParts(edits, rule, { text });
}

/** Moves a rule to a row of its chain, counted from 1 with disabled rules; a row that is not there is the nearest one. */
export function moveRule(edits: Edits, rule: LoadedRule, toRow: number): Edits {
  const rows = new ChainRows(rule.length, ruleEditsOf(edits, rule));
  const from = rows.placeOf(rule.rule);
  const to = Math.min(Math.max(toRow, 1), rows.count);
  if (from === undefined || from === to) return edits;
  const before = rows.at(to > from ? to : to - 1);
  const edit: RuleEdit = { ...(editOfRule(edits, rule) ?? plainEdit(rule)), behind: undefined };
  const home = withParts(edits, rule, { behind: undefined });
  const isHome = rule.rule > 0 && rowOf(home, rule) === to;
  return isHome ? home : placed(without(edits, rule), edit, before);
}

/** A rule that is to be put into a chain. */
export interface NewRule extends ChainPlace {
  /** As iptables-save prints it, from `-A` on. */
  readonly text: string;
  /** How many rules the chain was loaded with. */
  readonly length: number;
}

/** Puts a new rule into a chain so that it stands on a row, counted from 1 with disabled rules. */
export function insertRule(
  edits: Edits,
  { table, chain, text, length }: NewRule,
  atRow: number,
): { readonly edits: Edits; readonly inserted: KeptRule } {
  const own = ruleEditsOf(edits, { table, chain });
  const rows = new ChainRows(length, own);
  const rule = Math.min(0, ...own.map((edit) => edit.rule)) - 1;
  const before = rows.at(Math.min(Math.max(atRow, 1), rows.count + 1) - 1);
  const edit: RuleEdit = { kind: "rule", table, chain, rule, text };
  return { edits: placed(edits, edit, before), inserted: { table, chain, rule } };
}

/** Puts a rule back as it was loaded; an inserted one goes. */
export function putBackRule(edits: Edits, rule: KeptRule): Edits {
  return without(edits, rule);
}

/** Gives a base chain a policy; undefined is the one it was loaded with. */
export function setPolicy(
  edits: Edits,
  { table, chain }: ChainPlace,
  policy: PolicyEdit["policy"] | undefined,
): Edits {
  const others = edits.filter(
    (edit) => edit.kind !== "policy" || edit.table !== table || edit.chain !== chain,
  );
  return policy === undefined ? others : [...others, { kind: "policy", table, chain, policy }];
}

function plainEdit({ table, chain, rule }: KeptRule): RuleEdit {
  return { kind: "rule", table, chain, rule };
}

function rowOf(edits: Edits, rule: LoadedRule): number | undefined {
  return new ChainRows(rule.length, ruleEditsOf(edits, rule)).placeOf(rule.rule);
}

/** Changes parts of a rule's edit in its place among the edits; one that says nothing goes. */
function withParts(
  edits: Edits,
  rule: KeptRule,
  parts: Partial<Pick<RuleEdit, "text" | "isDisabled" | "behind">>,
): Edits {
  const known = editOfRule(edits, rule);
  const edit: RuleEdit = { ...(known ?? plainEdit(rule)), ...parts };
  if (!saysSomething(edit)) return without(edits, rule);
  return known === undefined ? [...edits, edit] : edits.map((one) => (one === known ? edit : one));
}

function saysSomething({ text, isDisabled, behind }: RuleEdit): boolean {
  return text !== undefined || isDisabled !== undefined || behind !== undefined;
}

function without(edits: Edits, rule: KeptRule): Edits {
  const known = editOfRule(edits, rule);
  return known === undefined ? edits : edits.filter((edit) => edit !== known);
}

/** Adds an edit so that its rule stands right behind a row; behind none at the head of its chain. */
function placed(edits: Edits, edit: RuleEdit, row: ChainRow | undefined): Edits {
  const beside = row?.edit;
  if (beside?.behind !== undefined) {
    const at = edits.indexOf(beside) + 1;
    return [...edits.slice(0, at), { ...edit, behind: beside.behind }, ...edits.slice(at)];
  }
  const behind = row?.rule ?? 0;
  const first = edits.findIndex((other) => standsBehind(other, edit, behind));
  const at = first === -1 ? edits.length : first;
  return [...edits.slice(0, at), { ...edit, behind }, ...edits.slice(at)];
}

function standsBehind(other: RulesEdit, { table, chain }: RuleEdit, behind: number): boolean {
  return (
    other.kind === "rule" &&
    other.table === table &&
    other.chain === chain &&
    other.behind === behind
  );
}
