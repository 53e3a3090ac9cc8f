import { useMemo } from "react";
import { useStore } from "../store";
import { type NodeRule, rulesOfFamily } from "./keptRule";
import { editedRuleText, loadedText, pastedChain } from "./pastedChain";
import { ruleEditing } from "./ruleEditing";

/** A rule that can be edited: what it is, and what can be done to it. */
export interface RuleAtHand {
  /** As iptables-save prints it. */
  readonly text: string;
  /** What it said when it was pasted, where that was something else. */
  readonly was: string | undefined;
  readonly isDisabled: boolean;
  readonly isMoved: boolean;
  readonly isInserted: boolean;
  /** Its row in its chain, from 1, disabled rules counted too. */
  readonly row: number;
  readonly rows: number;
  /** How a new rule of its chain begins. */
  readonly begin: string;
  onDisable(isDisabled: boolean): void;
  onMove(toRow: number): void;
  onPutBack(): void;
  /** These give a sentence when the text is not taken. */
  onRewrite(typed: string): string | undefined;
  onInsert(atRow: number, typed: string): string | undefined;
}

/** A rule of pasted rules with what can be done to it; undefined for any other. */
export function useRuleAtHand(
  rule: NodeRule | undefined,
  onInserted?: (rule: NodeRule) => void,
): RuleAtHand | undefined {
  const document = useStore((state) => state.document);
  return useMemo(() => {
    const rules = rule && rulesOfFamily(document, rule);
    const chain = rules && rule && pastedChain(rules, rule);
    const row = chain?.rows.placeOf(rule?.rule ?? 0);
    if (rule === undefined || chain === undefined || row === undefined) return undefined;
    const edit = chain.rows.at(row)?.edit;
    return {
      text: editedRuleText(chain, rule.rule),
      was: edit?.text === undefined ? undefined : loadedText(chain, rule.rule),
      isDisabled: edit?.isDisabled === true,
      isMoved: rule.rule > 0 && edit?.behind !== undefined,
      isInserted: rule.rule < 0,
      row,
      rows: chain.rows.count,
      begin: `-A ${rule.chain} `,
      onDisable: (isDisabled) => ruleEditing.disable(rule, isDisabled),
      onMove: (toRow) => ruleEditing.move(rule, toRow),
      onPutBack: () => ruleEditing.putBack(rule),
      onRewrite: (typed) => ruleEditing.rewrite(rule, typed),
      onInsert(atRow, typed) {
        const inserted = ruleEditing.insert(rule, atRow, typed);
        if (typeof inserted === "string") return inserted;
        onInserted?.(inserted);
        return undefined;
      },
    };
  }, [document, rule, onInserted]);
}
