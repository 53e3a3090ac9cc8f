import type { TableName } from "@/engine";
import type { EditedText } from "@/scene/rules-index/editedText";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { lineAt, type TextLines } from "@/scene/rules-index/textLines";
import type { NodeRules } from "@/state/walk/describedWorld";
import { type PastedChain, pastedChain } from "@/state/what-if/pastedChain";
import { lineOfChain, lineOfRule, ruleAtLine } from "./ruleLines";

/** A rule by the number it keeps, or, of number 0, a chain as a whole. */
export interface LinePick {
  readonly table: TableName;
  readonly chain: string;
  readonly rule: number;
}

/** The rules of a node as lines. */
export interface ShownRules {
  readonly lines: TextLines;
  readonly rules: Pick<NodeRules, "ruleset" | "pasted">;
  readonly edits: EditedText["edits"];
  /** Undefined while it is being made. */
  readonly index: RulesIndex | undefined;
}

/** What stands on a line of pasted rules and can be changed; undefined for any other line. */
export function pickOfLine(shown: ShownRules, line: number): LinePick | undefined {
  const edit = shown.edits.get(line);
  if (edit !== undefined) return edit;
  const place = ruleOfLine(shown, line);
  if (place === undefined) return chainOfLine(shown, line);
  const rule = pastedChain(shown.rules, place)?.rows.numbered(place.ruleNumber)?.rule;
  return rule === undefined ? undefined : { table: place.table, chain: place.chain, rule };
}

/** The line, from 0, of what was picked; undefined when it is not there any more. */
export function lineOfPick(shown: ShownRules, pick: LinePick): number | undefined {
  for (const [line, { table, chain, rule }] of shown.edits)
    if (table === pick.table && chain === pick.chain && rule === pick.rule) return line;
  const chain = pastedChain(shown.rules, pick);
  if (chain === undefined) return undefined;
  if (pick.rule === 0) return lineOfChain(shown.lines, pick);
  const ruleNumber = numberOf(chain, pick.rule);
  return ruleNumber === undefined ? undefined : lineOfRule(shown.lines, { ...pick, ruleNumber });
}

function numberOf({ rows }: PastedChain, rule: number): number | undefined {
  return rows.at(rows.placeOf(rule) ?? 0)?.number;
}

function ruleOfLine({ lines, index }: ShownRules, line: number) {
  if (index === undefined) return ruleAtLine(lines, line);
  const chain = index.chains[index.chainOfLine[line] ?? -1];
  const ruleNumber = index.numberOfLine[line] ?? 0;
  if (chain === undefined || ruleNumber === 0) return undefined;
  return { table: chain.table, chain: chain.name, ruleNumber };
}

const DECLARATION = /^(?::|-P |-N )(\S+)/;

function chainOfLine({ lines, rules }: ShownRules, line: number): LinePick | undefined {
  const [, chain] = DECLARATION.exec(lineAt(lines, line)) ?? [];
  if (chain === undefined) return undefined;
  for (let above = line - 1; above >= 0; above -= 1) {
    if (!lines.text.startsWith("*", lines.starts[above])) continue;
    const name = lineAt(lines, above).slice(1).trim();
    const table = rules.ruleset.tables.find((one) => one.name === name);
    return table && { table: table.name, chain, rule: 0 };
  }
  return undefined;
}
