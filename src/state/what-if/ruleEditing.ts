import {
  disableRule,
  type Family,
  insertRule,
  moveRule,
  type PolicyEdit,
  putBackRule,
  type RulesEdit,
  readTypedRule,
  rewriteRule,
  setPolicy,
  type TableName,
} from "@/engine";
import type { NodeEdits } from "@/scenarios/walkDocument";
import { useStore } from "../store";
import { keepSelected } from "./keepSelected";
import { type NodeRule, rulesOfFamily } from "./keptRule";
import { loadedText, pastedChain } from "./pastedChain";

/** A chain of a node. */
export interface NodeChain {
  readonly node: string;
  readonly family: Family;
  readonly table: TableName;
  readonly chain: string;
}

/** The edits of pasted rules. Each is one step of undo; what was pasted stays as it is. */
export const ruleEditing = {
  disable: (rule: NodeRule, isDisabled: boolean) =>
    edit(rule, (edits) => disableRule(edits, rule, isDisabled)),
  move: (rule: NodeRule, toRow: number) =>
    edit(rule, (edits) => moveRule(edits, { ...rule, length: lengthOf(rule) }, toRow)),
  /** Up or down by so many rows. */
  moveBy(rule: NodeRule, by: number) {
    const row = chainOf(rule)?.rows.placeOf(rule.rule);
    if (row !== undefined) ruleEditing.move(rule, row + by);
  },
  putBack: (rule: NodeRule) => edit(rule, (edits) => putBackRule(edits, rule)),
  setPolicy(chain: NodeChain, policy: PolicyEdit["policy"]) {
    const loaded = loadedPolicy(chain);
    edit(chain, (edits) => setPolicy(edits, chain, policy === loaded ? undefined : policy));
  },
  /** Gives a rule the text that was typed; a sentence when it is not taken, and then nothing is changed. */
  rewrite(rule: NodeRule, typed: string): string | undefined {
    const read = readTyped(rule, typed);
    if (!read.ok) return read.why;
    const chain = chainOf(rule);
    const isAsLoaded = chain !== undefined && loadedText(chain, rule.rule) === read.text;
    edit(rule, (edits) => rewriteRule(edits, rule, isAsLoaded ? undefined : read.text));
    return undefined;
  },
  /** Puts the rule that was typed on a row of a chain; a sentence when it is not taken. */
  insert(chain: NodeChain, atRow: number, typed: string): NodeRule | string {
    const read = readTyped(chain, typed);
    if (!read.ok) return read.why;
    const { node, family, table } = chain;
    const added = { table, chain: chain.chain, text: read.text, length: lengthOf(chain) };
    let rule = 0;
    edit(chain, (edits) => {
      const made = insertRule(edits, added, atRow);
      rule = made.inserted.rule;
      return made.edits;
    });
    return { node, family, table, chain: chain.chain, rule };
  },
  /** Puts everything back as it was pasted, on all nodes. */
  putAllBack() {
    const { document, editing } = useStore.getState();
    if (document.source.kind !== "pasted" || document.source.edits === undefined) return;
    const { edits: _, ...source } = document.source;
    keepSelected(() => editing.editDocument({ ...document, source }));
  },
};

function chainOf(place: NodeChain) {
  const rules = rulesOfFamily(useStore.getState().document, place);
  return rules && pastedChain(rules, place);
}

function lengthOf(place: NodeChain): number {
  return chainOf(place)?.loaded.length ?? 0;
}

function loadedPolicy(place: NodeChain): PolicyEdit["policy"] {
  return chainOf(place)?.loaded.policy ?? "ACCEPT";
}

function readTyped(place: NodeChain, typed: string) {
  const rules = rulesOfFamily(useStore.getState().document, place);
  return rules === undefined
    ? ({ ok: false, why: `No rules of ${place.node} are known.` } as const)
    : readTypedRule(typed, rules.ruleset, place);
}

function edit(
  { node, family }: Pick<NodeChain, "node" | "family">,
  change: (edits: readonly RulesEdit[]) => readonly RulesEdit[],
): void {
  const { document, editing } = useStore.getState();
  if (document.source.kind !== "pasted") return;
  const { edits: all = [], ...source } = document.source;
  const known = all.find((one) => one.node === node && one.family === family);
  const before = known?.edits ?? [];
  const changed = change(before);
  if (changed === before) return;
  const edits = withEdits(all, known, { node, family, edits: changed });
  keepSelected(() =>
    editing.editDocument({
      ...document,
      source: edits.length === 0 ? source : { ...source, edits },
    }),
  );
}

function withEdits(
  all: readonly NodeEdits[],
  known: NodeEdits | undefined,
  next: NodeEdits,
): readonly NodeEdits[] {
  if (next.edits.length === 0) return all.filter((one) => one !== known);
  return known === undefined ? [...all, next] : all.map((one) => (one === known ? next : one));
}
