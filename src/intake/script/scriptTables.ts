import { type Family, HOOKS, TABLES, type TableName } from "@/engine";
import type { ConvertedRules } from "../rules/convertedRules";
import { PrintedForms } from "./printedForms";
import type { RuleCommand } from "./ruleCommand";
import { RuleList } from "./ruleList";
import { ruleTexts } from "./ruleTexts";

interface ScriptChain {
  readonly line: number;
  policy: string | undefined;
  rules: RuleList;
}

interface ScriptTable {
  readonly chains: Map<string, ScriptChain>;
  readonly forms: PrintedForms;
}

/** Outcome of a command: done; refused, so that what stands behind `||` is done; or not understood. */
export type Outcome = "done" | "refused" | { readonly why: string };

/** The tables of one family while a script changes them; they are empty in the beginning. */
export class ScriptTables {
  readonly #family: Family;
  readonly #tables = new Map<TableName, ScriptTable>();
  /** Lines whose rule was deleted, replaced or flushed again. */
  readonly gone: number[] = [];

  constructor(family: Family) {
    this.#family = family;
  }

  run(command: RuleCommand, line: number): Outcome {
    const { chain, action } = command;
    const table = this.#table(command.table);
    const { chains } = table;
    if (chain === undefined) return this.#runOnAll(table, action);
    // Source: iptables 1.8.9 iptables/xshared.c, assert_valid_chain_name.
    if (/^$|\s/.test(chain)) return { why: `"${chain}" is no name of a chain: it has no blanks` };
    switch (action) {
      case "N":
        if (chains.has(chain)) return "refused";
        chainOf(table, chain, line);
        return "done";
      case "P":
        return setPolicy(table, command, line);
      case "X":
        chains.delete(chain);
        return "done";
      case "F":
        this.#flush(table, chains.get(chain));
        return "done";
      case "E":
        return rename(table, chain, command.rest[0]);
      case "A":
      case "I":
        return place(table, command, line);
      case "R":
        return this.#replace(table, command, line);
      case "D":
      case "C":
        return this.#find(table, command);
      default:
        return "done";
    }
  }

  /** The tables that were touched, chains before rules. */
  convert(): readonly ConvertedRules[] {
    const family = this.#family;
    return TABLES.flatMap((table) => {
      const chains = this.#tables.get(table)?.chains;
      if (chains === undefined || chains.size === 0) return [];
      const heads = [...chains].flatMap(([name, { line, policy }]) =>
        isBase(name) && policy === undefined
          ? []
          : [{ text: `:${name} ${policy ?? "-"} [0:0]`, line }],
      );
      const lines = [...heads, ...[...chains.values()].flatMap(({ rules }) => rules.all())];
      const nothing = { lost: [], unknown: [], passedOver: [], assumed: [] };
      return [{ table, family, lines, ...nothing }];
    });
  }

  #table(name: TableName): ScriptTable {
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const chains = new Map<string, ScriptChain>();
    const forms = new PrintedForms(name, this.#family, (chain) => chains.has(chain));
    const table = { chains, forms };
    this.#tables.set(name, table);
    return table;
  }

  #runOnAll(table: ScriptTable, action: string): Outcome {
    const { chains } = table;
    if (action === "F") for (const chain of chains.values()) this.#flush(table, chain);
    else if (action === "X") {
      for (const [name, { rules }] of chains)
        if (!isBase(name) && rules.length === 0) chains.delete(name);
    } else if (!"ZLS".includes(action)) return { why: `-${action} names no chain` };
    return "done";
  }

  #flush({ forms }: ScriptTable, chain: ScriptChain | undefined): void {
    if (chain === undefined) return;
    for (const { line } of chain.rules.all()) this.gone.push(line);
    chain.rules = listOf(forms);
  }

  /** Source: iptables 1.8.9 iptables/iptables.c, do_command4 and replace_entry. */
  #replace(table: ScriptTable, { chain = "", rest }: RuleCommand, line: number): Outcome {
    const [number = "", ...words] = rest;
    if (!/^\d+$/.test(number)) return { why: "-R needs the number of the rule that it replaces" };
    const { rules } = chainOf(table, chain, line);
    const [text = "", ...more] = ruleTexts(chain, words);
    if (more.length > 0) return { why: "-R replaces one rule, and several addresses make several" };
    const replaced = rules.remove(Number(number) - 1);
    if (replaced === undefined) return noPlace(chain, Number(number), rules.length);
    this.gone.push(replaced.line);
    rules.insert(Number(number) - 1, { text, line });
    return "done";
  }

  /** When one of several rules is not there, none is taken away. */
  #find({ chains }: ScriptTable, { action, chain = "", rest }: RuleCommand): Outcome {
    const rules = chains.get(chain)?.rules;
    if (rules === undefined) return "refused";
    const isNumber = rest.length === 1 && /^\d+$/.test(rest[0] ?? "");
    if (isNumber) return this.#remove(rules, Number(rest[0]) - 1) ? "done" : "refused";
    const texts = ruleTexts(chain, rest);
    if (texts.some((text) => rules.indexOf(text) < 0)) return "refused";
    if (action === "D") for (const text of texts) this.#remove(rules, rules.indexOf(text));
    return "done";
  }

  #remove(rules: RuleList, at: number): boolean {
    const removed = rules.remove(at);
    if (removed !== undefined) this.gone.push(removed.line);
    return removed !== undefined;
  }
}

function listOf(forms: PrintedForms): RuleList {
  return new RuleList((texts) => forms.of(texts));
}

function chainOf({ chains, forms }: ScriptTable, name: string, line: number): ScriptChain {
  const chain = chains.get(name) ?? { line, policy: undefined, rules: listOf(forms) };
  chains.set(name, chain);
  return chain;
}

function setPolicy(table: ScriptTable, { chain = "", rest }: RuleCommand, line: number): Outcome {
  const [policy = ""] = rest;
  if (policy !== "ACCEPT" && policy !== "DROP")
    return { why: `a policy is ACCEPT or DROP, not "${policy}"` };
  chainOf(table, chain, line).policy = policy;
  return "done";
}

/** Each of several rules is inserted at the same place, so that the last stands first. */
function place(table: ScriptTable, command: RuleCommand, line: number): Outcome {
  const { action, chain = "", rest } = command;
  const { rules } = chainOf(table, chain, line);
  const hasNumber = action === "I" && /^\d+$/.test(rest[0] ?? "");
  const number = hasNumber ? Number(rest[0]) : 1;
  if (number < 1 || number > rules.length + 1) return noPlace(chain, number, rules.length);
  for (const text of ruleTexts(chain, hasNumber ? rest.slice(1) : rest))
    rules.insert(action === "A" ? rules.length : number - 1, { text, line });
  return "done";
}

function noPlace(chain: string, number: number, length: number): Outcome {
  return { why: `${chain} has no place ${number}: it has ${length} rules here` };
}

function rename(table: ScriptTable, name: string, to: string | undefined): Outcome {
  const { chains, forms } = table;
  const chain = chains.get(name);
  if (chain === undefined || to === undefined || chains.has(to)) return "refused";
  chains.delete(name);
  const own = /^-A \S+/;
  const renamed = listOf(forms);
  for (const rule of chain.rules.all())
    renamed.insert(renamed.length, { ...rule, text: rule.text.replace(own, () => `-A ${to}`) });
  chain.rules = renamed;
  chains.set(to, chain);
  return "done";
}

function isBase(name: string): boolean {
  return HOOKS.some((hook) => hook === name);
}
