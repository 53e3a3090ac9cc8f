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

/** The line that was chosen last. */
interface Held {
  /** Undefined where nothing on it can be changed. */
  readonly rule: NodeRule | undefined;
  /** Of a line without a rule, from 0; a rule is found by itself. */
  readonly line: number | undefined;
  /** What led to a line then. */
  readonly over: string;
}

const NO_EDITS: ReadonlyMap<number, RuleEdit> = new Map();

/** The line of pasted rules that is being changed: it stays at hand wherever it moves. */
export function useLinePick({ node, lines, index, elsewhere }: LinePickInput): LinePicking {
  const rules = useMetRules(node);
  const [last, setLast] = useState<Held>();
  const held = last?.over === elsewhere ? last : undefined;
  const picked = held?.rule;
  const [field, setField] = useState<RuleFieldName>();
  const shown = useMemo((): ShownRules | undefined => {
    if (rules?.pasted === undefined) return undefined;
    // Of the rules before an edit it tells nothing.
    const current = index?.lines.text === lines.text ? index : undefined;
    return { lines, rules, edits: shownText(rules).edits, index: current };
  }, [rules, lines, index]);
  const line = useMemo(
    () => (shown === undefined || picked === undefined ? held?.line : lineOfPick(shown, picked)),
    [picked, shown, held],
  );
  const hold = (next: Omit<Held, "over"> | undefined) => {
    setLast(next && { ...next, over: elsewhere });
    setField(undefined);
  };
  const pick = (rule: NodeRule | undefined) => hold(rule && { rule, line: undefined });
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
      if (shown === undefined) return;
      const found = pickOfLine(shown, chosen);
      if (found === undefined) return hold({ rule: undefined, line: chosen });
      const { table, chain, rule } = found;
      pick({ node, family: rules?.ruleset.family ?? "IPv4", table, chain, rule });
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
