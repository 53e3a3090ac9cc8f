import { type Family, printEdits, type RuleEdit, type RulesEdit, type TableName } from "@/engine";
import type { NodeEdits, WalkDocument } from "@/scenarios/walkDocument";
import { useStore } from "../store";
import { rulesOfFamily } from "./keptRule";
import { editedRuleText, loadedText, type PastedChain, pastedChain } from "./pastedChain";
import { ruleEditing } from "./ruleEditing";

/** One thing that is otherwise than it was pasted. */
export interface RuleChange {
  /** Its own among all changes. */
  readonly id: string;
  readonly node: string;
  readonly family: Family;
  readonly table: TableName;
  readonly chain: string;
  /** `Rule 3: disabled`, `Rule 3: edited, moved to row 5`, `Policy`. */
  readonly title: string;
  /** What it said; undefined of a rule that was inserted. */
  readonly before: string | undefined;
  /** What it says now; undefined where no packet meets it. */
  readonly after: string | undefined;
  putBack(): void;
}

/** What is otherwise in a document's rules, in the order of the edits. */
function changesOf(document: WalkDocument): readonly RuleChange[] {
  const edits = document.source.kind === "pasted" ? document.source.edits : undefined;
  return (edits ?? []).flatMap((one) =>
    one.edits.flatMap((edit) => changeOf(document, one, edit) ?? []),
  );
}

/** What is otherwise in the rules of the document at hand. */
export function useChanges(): readonly RuleChange[] {
  return changesOf(useStore((state) => state.document));
}

/** The commands that make the changes on the nodes, by node; a node with rules of both families has those of both. */
export function changeScripts(
  document: WalkDocument,
): readonly { readonly node: string; readonly script: string }[] {
  const edits = document.source.kind === "pasted" ? (document.source.edits ?? []) : [];
  const scripts = new Map<string, string>();
  for (const one of edits) {
    const loaded = rulesOfFamily(document, one)?.pasted?.loaded;
    const own = loaded === undefined ? "" : printEdits(loaded, one.edits);
    scripts.set(one.node, `${scripts.get(one.node) ?? ""}${own}`);
  }
  return [...scripts].map(([node, script]) => ({ node, script }));
}

function changeOf(document: WalkDocument, of: NodeEdits, edit: RulesEdit): RuleChange | undefined {
  const rules = rulesOfFamily(document, of);
  const chain = rules && pastedChain(rules, edit);
  if (chain === undefined) return undefined;
  const { node, family } = of;
  const place = { node, family, table: edit.table, chain: edit.chain };
  const id = `${node} ${family} ${edit.table} ${edit.chain}`;
  if (edit.kind === "policy") {
    const before = chain.loaded.policy ?? "ACCEPT";
    return {
      ...place,
      id: `${id} policy`,
      title: "Policy",
      before,
      after: edit.policy,
      putBack: () => ruleEditing.setPolicy(place, before),
    };
  }
  const text = editedRuleText(chain, edit.rule);
  return {
    ...place,
    id: `${id} ${edit.rule}`,
    title: titleOf(chain, edit),
    before: loadedText(chain, edit.rule),
    after: edit.isDisabled === true ? undefined : text,
    putBack: () => ruleEditing.putBack({ ...place, rule: edit.rule }),
  };
}

function titleOf({ rows }: PastedChain, { rule, text, isDisabled, behind }: RuleEdit): string {
  const row = rows.placeOf(rule);
  const disabled = isDisabled === true ? ["disabled"] : [];
  if (rule < 0) return [`New rule on row ${row}`, ...disabled].join(", ");
  const what = [
    ...(text === undefined ? [] : ["edited"]),
    ...(behind === undefined ? [] : [`moved to row ${row}`]),
    ...disabled,
  ];
  return `Rule ${rule}: ${what.join(", ")}`;
}
