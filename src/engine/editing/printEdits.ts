import { type Hook, TABLES } from "../net/hook";
import { printRule } from "../ruleset/printRule";
import { shellWord } from "../ruleset/printScript";
import type { Chain, Ruleset } from "../ruleset/ruleset";
import { splitWords } from "../ruleset/splitWords";
import { ChainRows } from "./chainRows";
import { editedRuleset } from "./editedRuleset";
import { type ChainPlace, type RuleEdit, type RulesEdit, ruleEditsOf } from "./rulesEdit";

/**
 * The commands that make edits on a node that has the loaded rules, one a line, to be run in this order: `iptables`, of IPv6
 * `ip6tables`. "" when there is nothing to do. Of each chain first what is replaced and deleted, the last rule first, so
 * that numbers stay right; then what comes in, the first rule first.
 */
export function printEdits(loaded: Ruleset, edits: readonly RulesEdit[]): string {
  const tool = loaded.family === "IPv6" ? "ip6tables" : "iptables";
  const edited = editedRuleset(loaded, edits);
  return changedChains(loaded, edits)
    .flatMap((place) => {
      const before = loaded.table(place.table)?.chain(place.chain);
      const after = edited.table(place.table)?.chain(place.chain);
      if (before === undefined || after === undefined) return [];
      const rules = ruleCommands(before, after, ruleEditsOf(edits, place));
      return [...policyCommands(before, after), ...rules].map(
        (words) => `${tool} -t ${place.table} ${words}\n`,
      );
    })
    .join("");
}

/** In the order of tables, then of the edits. */
function changedChains(loaded: Ruleset, edits: readonly RulesEdit[]): readonly ChainPlace[] {
  return TABLES.filter((name) => loaded.table(name) !== undefined).flatMap((table) => {
    const names = new Set(edits.flatMap((edit) => (edit.table === table ? edit.chain : [])));
    return [...names].map((chain) => ({ table, chain }));
  });
}

function policyCommands(before: Chain, after: Chain): readonly string[] {
  if (after.policy === undefined || after.policy === (before.policy ?? "ACCEPT")) return [];
  const hook: Hook | undefined = after.hook;
  return hook === undefined ? [] : [`-P ${hook} ${after.policy}`];
}

function ruleCommands(before: Chain, after: Chain, edits: readonly RuleEdit[]): readonly string[] {
  const rows = new ChainRows(before.length, edits);
  const fitting = edits.filter(({ rule }) => rows.placeOf(rule) !== undefined);
  const chain = shellWord(before.name);
  const loaded = fitting.filter(({ rule }) => rule > 0).sort((one, other) => other.rule - one.rule);
  const leaving = loaded.map((edit) => {
    const stays = edit.behind === undefined && edit.isDisabled !== true;
    const number = rows.at(rows.placeOf(edit.rule) ?? 0)?.number;
    if (!stays || number === undefined) return `-D ${chain} ${edit.rule}`;
    return `-R ${chain} ${edit.rule} ${optionsOf(after, number)}`;
  });
  const entering = fitting
    .filter(({ behind }) => behind !== undefined)
    .flatMap(({ rule }) => rows.at(rows.placeOf(rule) ?? 0)?.number ?? [])
    .sort((one, other) => one - other)
    .map((number) => `-I ${chain} ${number} ${optionsOf(after, number)}`);
  return [...leaving, ...entering].map((words) => words.trimEnd());
}

/** A rule without its `-A CHAIN`, in words that a shell takes for the same. */
function optionsOf(chain: Chain, number: number): string {
  return splitWords(printRule(chain.name, chain.rule(number)))
    .slice(2)
    .map(({ text }) => shellWord(text))
    .join(" ");
}
