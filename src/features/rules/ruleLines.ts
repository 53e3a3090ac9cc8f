import type { TableName } from "@/engine";
import { lineAt, type TextLines } from "@/scene/rules-index/textLines";
import type { RulePosition } from "@/state/walk/describedWorld";

/** The line on which a rule stands, from 0; undefined when the text does not have it. */
export function lineOfRule(lines: TextLines, place: RulePosition): number | undefined {
  const header = `*${place.table}`;
  const append = `-A ${place.chain} `;
  let isTable = !lines.text.includes("*");
  let seen = 0;
  for (let index = 0; index < lines.count; index += 1) {
    const start = lines.starts[index] ?? 0;
    if (lines.text.startsWith("*", start)) isTable = lineAt(lines, index).trim() === header;
    else if (isTable && appendsTo(lines, index, append)) seen += 1;
    if (seen === place.ruleNumber) return index;
  }
  return undefined;
}

/** The line, from 0, that declares a chain, else that of its first rule; undefined when the text has neither. */
export function lineOfChain(
  lines: TextLines,
  place: Pick<RulePosition, "table" | "chain">,
): number | undefined {
  const header = `*${place.table}`;
  const declares = `:${place.chain} `;
  let isTable = !lines.text.includes("*");
  for (let index = 0; index < lines.count; index += 1) {
    const start = lines.starts[index] ?? 0;
    if (lines.text.startsWith("*", start)) isTable = lineAt(lines, index).trim() === header;
    else if (isTable && lines.text.startsWith(declares, start)) return index;
  }
  return lineOfRule(lines, { ...place, ruleNumber: 1 });
}

/** `-A CHAIN` at the start, which most lines are told by without being cut out; or after counters, a prompt or indentation. */
function appendsTo(lines: TextLines, index: number, append: string): boolean {
  const start = lines.starts[index] ?? 0;
  if (lines.text.startsWith("-A ", start))
    return lines.text.startsWith(append, start) || lineAt(lines, index) === append.trimEnd();
  if (lines.text.startsWith("#", start)) return false;
  return `${lineAt(lines, index)} `.includes(append);
}

/** The rule that stands on a line; undefined for any other line. */
export function ruleAtLine(lines: TextLines, index: number): RulePosition | undefined {
  const chain = chainOf(lineAt(lines, index));
  if (chain === undefined) return undefined;
  let ruleNumber = 1;
  for (let above = index - 1; above >= 0; above -= 1) {
    const line = lineAt(lines, above);
    if (line.startsWith("*")) {
      const table = line.slice(1).trim() as TableName;
      return { table, chain, ruleNumber };
    }
    if (chainOf(line) === chain) ruleNumber += 1;
  }
  return undefined;
}

function chainOf(line: string): string | undefined {
  return line.startsWith("#") ? undefined : /(?:^|\s)-A (\S+)/.exec(line)?.[1];
}

/** The lines, from 0, whose rule is one of those that are wanted. */
export function linesOfRules(
  lines: TextLines,
  isWanted: (place: RulePosition) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  let table: TableName | undefined;
  let seen = new Map<string, number>();
  for (let index = 0; index < lines.count; index += 1) {
    const line = lineAt(lines, index);
    if (line.startsWith("*")) {
      table = line.slice(1).trim() as TableName;
      seen = new Map();
    }
    const chain = chainOf(line);
    if (chain === undefined || table === undefined) continue;
    const ruleNumber = (seen.get(chain) ?? 0) + 1;
    seen.set(chain, ruleNumber);
    if (isWanted({ table, chain, ruleNumber })) found.add(index);
  }
  return found;
}

/** The lines that contain what is sought, whatever its case, in order. None when nothing is sought. */
export function findLines(lines: TextLines, sought: string): readonly number[] {
  if (sought === "") return [];
  const wanted = sought.toLowerCase();
  const text = lines.text.toLowerCase();
  const found: number[] = [];
  let line = 0;
  let at = text.indexOf(wanted);
  while (at !== -1) {
    while (line + 1 < lines.count && (lines.starts[line + 1] ?? 0) <= at) line += 1;
    found.push(line);
    at = text.indexOf(wanted, lines.starts[line + 1] ?? text.length);
  }
  return found;
}
