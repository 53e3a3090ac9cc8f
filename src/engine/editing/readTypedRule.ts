import type { TableName } from "../net/hook";
import { parseRule } from "../ruleset/parseRule";
import { printRule } from "../ruleset/printRule";
import type { Rule } from "../ruleset/rule";
import type { Ruleset, Table } from "../ruleset/ruleset";
import { splitWords } from "../ruleset/splitWords";

/** A rule as somebody typed it for a place: as iptables-save prints it, or why it is not taken. */
export type TypedRule =
  | { readonly ok: true; readonly text: string }
  /** A sentence. */
  | { readonly ok: false; readonly why: string };

/** Where a typed rule is to stand. */
export interface TypedPlace {
  readonly table: TableName;
  readonly chain: string;
}

/**
 * Reads one rule that is to stand in a chain, from `-A` on. What is not known, what the kernel would refuse there, and what
 * would make several rules is not taken.
 * Source: iptables 1.8.9 iptables.c, do_command4; Linux ip_tables.c, mark_source_chains.
 */
export function readTypedRule(typed: string, ruleset: Ruleset, place: TypedPlace): TypedRule {
  const text = typed.trim();
  const table = ruleset.table(place.table);
  if (table === undefined) return refuse(`No table ${place.table} is loaded.`);
  const why = whyNotHere(text, place);
  if (why !== undefined) return refuse(why);
  const [rule, ...more] = parseRule({
    text,
    offset: 0,
    line: 0,
    table: place.table,
    family: ruleset.family,
    counters: undefined,
    hasChain: (name) => table.chain(name) !== undefined,
    isFragment: false,
  });
  if (rule === undefined) return refuse("This is no rule.");
  if (rule.unknown !== undefined) return refuse(`At "${rule.unknown.text}": ${rule.unknown.why}.`);
  if (more.length > 0)
    return refuse("Several addresses behind -s or -d make several rules; insert them one by one.");
  if (leadsBack(table, rule, place.chain))
    return refuse(
      `From where it goes, rules lead back to ${place.chain}; the kernel refuses such a loop.`,
    );
  return { ok: true, text: printRule(place.chain, rule) };
}

function refuse(why: string): TypedRule {
  return { ok: false, why };
}

/** An odd quotation mark, those behind a backslash within quotes not counted. */
const OPEN_QUOTE = /^[^"]*(?:"(?:[^"\\]|\\.)*"[^"]*)*"(?:[^"\\]|\\.)*\\?$/;

function whyNotHere(text: string, { chain }: TypedPlace): string | undefined {
  if (/[\r\n]/.test(text)) return "A rule stands on one line.";
  if (OPEN_QUOTE.test(text)) return "A quotation mark is opened and not closed.";
  const [append, name] = splitWords(text, 0).map((word) => word.text);
  if (append === "-A" && name === chain) return undefined;
  const begins = `A rule here begins with -A ${chain}`;
  if (append === "-A" && name !== undefined) return `${begins}, not with -A ${name}.`;
  return `${begins}.`;
}

/** Whether a packet that the rule sends on could come to the rule's own chain again without having come back. */
function leadsBack(table: Table, { target }: Rule, chain: string): boolean {
  const seen = new Set<string>();
  const next = target !== undefined && "chain" in target ? [target.chain] : [];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (name === chain) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    const to = table.chain(name);
    for (let number = 1; number <= (to?.length ?? 0); number++) {
      const aim = to?.rule(number).target;
      if (aim !== undefined && "chain" in aim) next.push(aim.chain);
    }
  }
  return false;
}
