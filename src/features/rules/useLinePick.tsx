import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import type { RuleEdit } from "@/engine";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import type { TextLines } from "@/scene/rules-index/textLines";
import { useMetRules } from "@/state/rulesText";
import { useStore } from "@/state/store";
import type { NodeRule } from "@/state/what-if/keptRule";
import { ruleEditing } from "@/state/what-if/ruleEditing";
import { shownText } from "@/state/what-if/shownText";
import type { RuleFieldName } from "@/ui/RuleEditor";
import { lineOfPick, pickOfLine, type ShownRules } from "./linePick";
import { PickBar } from "./PickBar";
import { type PickKey, pickKeyOf } from "./pickKeys";

export interface LinePickInput {
  readonly node: string;
  readonly lines: TextLines;
  readonly index: RulesIndex | undefined;
  /** What else leads to a line; when it becomes another, nothing is picked any more. */
  readonly elsewhere: string;
}

export interface LinePicking {
  /** The line that is picked, from 0. */
  readonly line: number | undefined;
  /** By line: what is otherwise there. */
  readonly edits: ReadonlyMap<number, RuleEdit>;
  /** What can be done to it. */
  readonly bar: ReactNode;
  choose(line: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

const NO_EDITS: ReadonlyMap<number, RuleEdit> = new Map();

/** The line of pasted rules that is being changed: it stays at hand wherever it moves. */
export function useLinePick({ node, lines, index, elsewhere }: LinePickInput): LinePicking {
  const rules = useMetRules(node);
  const [held, setHeld] = useState<{ readonly rule: NodeRule; readonly over: string }>();
  const picked = held?.over === elsewhere ? held.rule : undefined;
  const [field, setField] = useState<RuleFieldName>();
  const shown = useMemo((): ShownRules | undefined => {
    if (rules?.pasted === undefined) return undefined;
    // Of the rules before an edit it tells nothing.
    const current = index?.lines.text === lines.text ? index : undefined;
    return { lines, rules, edits: shownText(rules).edits, index: current };
  }, [rules, lines, index]);
  const line = useMemo(
    () => (picked === undefined || shown === undefined ? undefined : lineOfPick(shown, picked)),
    [picked, shown],
  );
  const pick = (next: NodeRule | undefined) => {
    setHeld(next && { rule: next, over: elsewhere });
    setField(undefined);
  };
  const open = (next: RuleFieldName | undefined) => {
    if (next !== undefined) makeRoom();
    setField(next);
  };
  return {
    line,
    edits: shown?.edits ?? NO_EDITS,
    bar: picked !== undefined && line !== undefined && (
      <PickBar picked={picked} field={field} onField={open} onPick={pick} />
    ),
    choose(chosen) {
      const found = shown && pickOfLine(shown, chosen);
      const family = rules?.ruleset.family ?? "IPv4";
      pick(found && { node, family, table: found.table, chain: found.chain, rule: found.rule });
    },
    onKeyDown(event) {
      const key = picked === undefined || line === undefined ? undefined : pickKeyOf(event);
      if (picked === undefined || key === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (key.kind === "field") open(key.field);
      else if (key.kind === "leave") pick(undefined);
      else if (picked.rule !== 0) change(picked, key, shown);
    },
  };
}

function change(
  picked: NodeRule,
  key: Exclude<PickKey, { readonly kind: "field" | "leave" }>,
  shown: ShownRules | undefined,
): void {
  const edit = [...(shown?.edits.values() ?? [])].find(
    ({ table, chain, rule }) =>
      table === picked.table && chain === picked.chain && rule === picked.rule,
  );
  if (key.kind === "disable") ruleEditing.disable(picked, edit?.isDisabled !== true);
  else ruleEditing.moveBy(picked, key.by);
}

/** Below this there is no room for a line to type into beside the rules. */
const LEAST_PX = 216;

function makeRoom(): void {
  const { bottomHeightPx, setBottomHeight } = useStore.getState().panels;
  const isLow = window.innerHeight < 800;
  if ((bottomHeightPx ?? (isLow ? 0 : LEAST_PX)) < LEAST_PX) setBottomHeight(LEAST_PX);
}
