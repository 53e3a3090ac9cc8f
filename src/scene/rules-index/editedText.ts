import {
  type Chain,
  ChainRows,
  type PolicyEdit,
  printRule,
  type RuleEdit,
  type RulesEdit,
  type Ruleset,
  ruleEditsOf,
} from "@/engine";
import { lineAt, type TextLines, textLines } from "./textLines";

/** A text of rules with edits made in it. */
export interface EditedText {
  /** What iptables-restore would take: a disabled rule is a comment in its place, `#-A …`. */
  readonly text: string;
  /** By line, from 0: the edit of the rule that stands there. */
  readonly edits: ReadonlyMap<number, RuleEdit>;
}

/** A line as it comes to stand. */
interface NewLine {
  readonly text: string;
  readonly edit: RuleEdit | undefined;
}

/** What becomes of one line. */
interface Splice {
  readonly before: NewLine[];
  isTaken: boolean;
  readonly behind: NewLine[];
}

interface Writing {
  readonly lines: TextLines;
  readonly loaded: Ruleset;
  /** By line, from 0. */
  readonly splices: Map<number, Splice>;
}

/**
 * Makes edits in the text that a ruleset was read from. Lines without an edit stay as they are to the letter; a chain of
 * which a line makes several rules, or that is put together by `-I`, is written anew, rule by rule.
 */
export function editedText(text: string, loaded: Ruleset, edits: readonly RulesEdit[]): EditedText {
  if (edits.length === 0) return { text, edits: new Map() };
  const writing: Writing = { lines: textLines(text), loaded, splices: new Map() };
  const hasInserts = /(?:^|\s)(?:-I|--insert)\s/.test(text);
  const chains = new Map(edits.map((edit) => [`${edit.table} ${edit.chain}`, edit]));
  for (const place of chains.values()) {
    const chain = loaded.table(place.table)?.chain(place.chain);
    if (chain === undefined) continue;
    const own = ruleEditsOf(edits, place);
    if (own.length === 0) continue;
    if (hasInserts || sharesLines(chain, own)) writeAnew(writing, chain, place, own);
    else writeEdits(writing, chain, place, own);
  }
  for (const edit of edits) if (edit.kind === "policy") writePolicy(writing, edit);
  return assemble(writing);
}

/** Whether a line that an edit touches holds more than one rule. */
function sharesLines(chain: Chain, edits: readonly RuleEdit[]): boolean {
  const lineOf = (rule: number) =>
    rule >= 1 && rule <= chain.length ? chain.rule(rule).line : undefined;
  return edits.some(({ rule, behind }) =>
    [rule, behind ?? -1].some((place) => {
      const line = lineOf(place);
      return line !== undefined && (line === lineOf(place - 1) || line === lineOf(place + 1));
    }),
  );
}

function writeEdits(
  writing: Writing,
  chain: Chain,
  { table }: Pick<RuleEdit, "table">,
  edits: readonly RuleEdit[],
): void {
  for (const edit of edits) {
    const own = edit.rule >= 1 && edit.rule <= chain.length ? edit.rule : undefined;
    const line = own === undefined ? undefined : chain.rule(own).line - 1;
    const written: NewLine = { text: lineOfEdit(writing, edit, { line, chain }), edit };
    const splice = line === undefined ? undefined : spliceAt(writing, line);
    if (splice !== undefined) splice.isTaken = true;
    if (edit.behind === undefined) splice?.before.push(written);
    else placesBehind(writing, chain, { table, behind: edit.behind }).push(written);
  }
}

/** Where lines go that stand behind a loaded rule. */
function placesBehind(
  writing: Writing,
  chain: Chain,
  { table, behind }: { readonly table: RuleEdit["table"]; readonly behind: number },
): NewLine[] {
  const rule = Math.min(behind, chain.length);
  if (chain.length === 0) return spliceAt(writing, endOfTable(writing.lines, table)).before;
  if (rule === 0) return headOf(writing, chain.rule(1).line - 1);
  return spliceAt(writing, chain.rule(rule).line - 1).behind;
}

/** Lines before the first rule of a chain; the rule's own edit is among those before it as well, and stands behind them. */
function headOf(writing: Writing, line: number): NewLine[] {
  return spliceAt(writing, line - 1).behind;
}

function lineOfEdit(
  { lines }: Writing,
  { rule, text, isDisabled }: RuleEdit,
  { line, chain }: { readonly line: number | undefined; readonly chain: Chain },
): string {
  const loaded = line === undefined ? "" : lineAt(lines, line);
  const first = chain.length === 0 ? "" : lineAt(lines, chain.rule(1).line - 1);
  const counters = /^\[\d+:\d+\] /.test(rule > 0 ? loaded : first) ? "[0:0] " : "";
  const words = text === undefined ? loaded : `${counters}${text}`;
  return isDisabled === true ? commentedOut(words) : words;
}

/** Without the counters or the prompt before it: a line that begins with # is no rule, whatever follows. */
function commentedOut(line: string): string {
  return `#${line.slice(Math.max(line.indexOf("-A"), 0))}`;
}

function writeAnew(
  writing: Writing,
  chain: Chain,
  { table }: Pick<RuleEdit, "table">,
  edits: readonly RuleEdit[],
): void {
  const rules = Array.from({ length: chain.length }, (_, index) => chain.rule(index + 1));
  const taken = rules.map(({ line }) => line - 1);
  for (const line of taken) spliceAt(writing, line).isTaken = true;
  const first = taken.reduce((least, line) => Math.min(least, line), Number.POSITIVE_INFINITY);
  const at = Number.isFinite(first) ? first : endOfTable(writing.lines, table);
  const rows = new ChainRows(chain.length, edits);
  for (let place = 1; place <= rows.count; place++) {
    const row = rows.at(place);
    const rule = row === undefined ? undefined : rules[row.rule - 1];
    const text = row?.edit?.text ?? (rule && printRule(chain.name, rule)) ?? "";
    const isDisabled = row?.edit?.isDisabled === true;
    spliceAt(writing, at).before.push({ text: isDisabled ? `#${text}` : text, edit: row?.edit });
  }
}

function writePolicy(writing: Writing, { table, chain: name, policy }: PolicyEdit): void {
  const chain = writing.loaded.table(table)?.chain(name);
  if (chain?.hook === undefined) return;
  if (chain.line === 0) {
    const at = startOfTable(writing.lines, table);
    spliceAt(writing, at).behind.push({ text: `:${name} ${policy} [0:0]`, edit: undefined });
    return;
  }
  const splice = spliceAt(writing, chain.line - 1);
  const line = lineAt(writing.lines, chain.line - 1);
  splice.isTaken = true;
  const text = line.replace(/((?::|-P\s+|--policy\s+)\S+\s+)\S+/, (_, head) => `${head}${policy}`);
  splice.before.push({ text, edit: undefined });
}

function spliceAt({ splices }: Writing, line: number): Splice {
  const known = splices.get(line);
  if (known !== undefined) return known;
  const made: Splice = { before: [], isTaken: false, behind: [] };
  splices.set(line, made);
  return made;
}

/** The line, from 0, that begins a table; -1, before all lines, when none does. */
function startOfTable(lines: TextLines, table: string): number {
  for (let line = 0; line < lines.count; line++) {
    const isStart = lines.text.startsWith("*", lines.starts[line]);
    if (isStart && lineAt(lines, line).trim() === `*${table}`) return line;
  }
  return -1;
}

/** The line, from 0, that ends a table; behind all lines when none does. */
function endOfTable(lines: TextLines, table: string): number {
  for (let line = startOfTable(lines, table) + 1; line < lines.count; line++) {
    const start = lines.starts[line];
    if (lines.text.startsWith("COMMIT", start) || lines.text.startsWith("*", start)) return line;
  }
  return lines.count;
}

function assemble({ lines, splices }: Writing): EditedText {
  const pieces: string[] = [];
  const edits = new Map<number, RuleEdit>();
  let next = 0;
  let written = 0;
  const keep = (end: number) => {
    if (end <= next) return;
    const piece = lines.text.slice(lines.starts[next], lines.starts[end]);
    pieces.push(piece.endsWith("\n") ? piece : `${piece}\n`);
    written += end - next;
    next = end;
  };
  const put = ({ text, edit }: NewLine) => {
    if (edit !== undefined) edits.set(written, edit);
    pieces.push(`${text}\n`);
    written += 1;
  };
  for (const [line, splice] of [...splices].sort(([one], [other]) => one - other)) {
    keep(Math.max(line, 0));
    splice.before.forEach(put);
    if (splice.isTaken) next = line + 1;
    else if (splice.behind.length > 0) keep(Math.min(line + 1, lines.count));
    splice.behind.forEach(put);
  }
  keep(lines.count);
  return { text: pieces.join(""), edits };
}
