import { type Family, HOOKS, TABLES, type TableName } from "@/engine";
import type { ConvertedRules } from "../rules/convertedRules";
import type { RuleCommand } from "./ruleCommand";
import { RuleList } from "./ruleList";

interface ScriptChain {
  readonly line: number;
  policy: string | undefined;
  rules: RuleList;
}

/** Outcome of a command: done; refused, so that what stands behind `||` is done; or not understood. */
export type Outcome = "done" | "refused" | { readonly why: string };

/** The tables of one family while a script changes them; they are empty in the beginning. */
export class ScriptTables {
  readonly #tables = new Map<TableName, Map<string, ScriptChain>>();
  /** Lines whose rule was deleted, replaced or flushed again. */
  readonly gone: number[] = [];

  run(command: RuleCommand, line: number): Outcome {
    const { chain, action } = command;
    const chains = this.#chains(command.table);
    if (chain === undefined) return this.#runOnAll(chains, action);
    // Source: iptables 1.8.9 iptables/xshared.c, assert_valid_chain_name.
    if (/^$|\s/.test(chain)) return { why: `"${chain}" is no name of a chain: it has no blanks` };
    switch (action) {
      case "N":
        if (chains.has(chain)) return "refused";
        chains.set(chain, { line, policy: undefined, rules: new RuleList() });
        return "done";
      case "P":
        return this.#setPolicy(chains, command, line);
      case "X":
        chains.delete(chain);
        return "done";
      case "F":
        this.#flush(chains.get(chain));
        return "done";
      case "E":
        return rename(chains, chain, command.rest[0]);
      case "A":
      case "I":
      case "R":
        return this.#place(chains, command, line);
      case "D":
      case "C":
        return this.#find(chains, command);
      default:
        return "done";
    }
  }

  /** The tables that were touched, chains before rules. */
  convert(family: Family): readonly ConvertedRules[] {
    return TABLES.flatMap((table) => {
      const chains = this.#tables.get(table);
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

  #chains(table: TableName): Map<string, ScriptChain> {
    const chains = this.#tables.get(table) ?? new Map<string, ScriptChain>();
    this.#tables.set(table, chains);
    return chains;
  }

  #runOnAll(chains: Map<string, ScriptChain>, action: string): Outcome {
    if (action === "F") for (const chain of chains.values()) this.#flush(chain);
    else if (action === "X") {
      for (const [name, { rules }] of chains)
        if (!isBase(name) && rules.length === 0) chains.delete(name);
    } else if (!"ZLS".includes(action)) return { why: `-${action} names no chain` };
    return "done";
  }

  #flush(chain: ScriptChain | undefined): void {
    if (chain === undefined) return;
    for (const { line } of chain.rules.all()) this.gone.push(line);
    chain.rules = new RuleList();
  }

  #setPolicy(chains: Map<string, ScriptChain>, command: RuleCommand, line: number): Outcome {
    const [policy = ""] = command.rest;
    if (policy !== "ACCEPT" && policy !== "DROP")
      return { why: `a policy is ACCEPT or DROP, not "${policy}"` };
    chainOf(chains, command.chain ?? "", line).policy = policy;
    return "done";
  }

  #place(
    chains: Map<string, ScriptChain>,
    { action, chain = "", rest }: RuleCommand,
    line: number,
  ): Outcome {
    const { rules } = chainOf(chains, chain, line);
    const hasNumber = action !== "A" && /^\d+$/.test(rest[0] ?? "");
    const number = hasNumber ? Number(rest[0]) : 1;
    const rule = { text: ruleText(chain, hasNumber ? rest.slice(1) : rest), line };
    if (action === "A") rules.insert(rules.length, rule);
    else if (number < 1 || number > rules.length + (action === "I" ? 1 : 0))
      return { why: `${chain} has no place ${number}: it has ${rules.length} rules here` };
    else {
      const replaced = action === "R" ? rules.remove(number - 1) : undefined;
      if (replaced !== undefined) this.gone.push(replaced.line);
      rules.insert(number - 1, rule);
    }
    return "done";
  }

  #find(chains: Map<string, ScriptChain>, { action, chain = "", rest }: RuleCommand): Outcome {
    const rules = chains.get(chain)?.rules ?? new RuleList();
    const isNumber = rest.length === 1 && /^\d+$/.test(rest[0] ?? "");
    const at = isNumber ? Number(rest[0]) - 1 : rules.indexOf(ruleText(chain, rest));
    if (at < 0 || at >= rules.length) return "refused";
    const removed = action === "D" ? rules.remove(at) : undefined;
    if (removed !== undefined) this.gone.push(removed.line);
    return "done";
  }
}

function chainOf(chains: Map<string, ScriptChain>, name: string, line: number): ScriptChain {
  const chain = chains.get(name) ?? { line, policy: undefined, rules: new RuleList() };
  chains.set(name, chain);
  return chain;
}

function rename(chains: Map<string, ScriptChain>, name: string, to: string | undefined): Outcome {
  const chain = chains.get(name);
  if (chain === undefined || to === undefined || chains.has(to)) return "refused";
  chains.delete(name);
  const own = /^-A \S+/;
  const renamed = new RuleList();
  for (const rule of chain.rules.all())
    renamed.insert(renamed.length, { ...rule, text: rule.text.replace(own, () => `-A ${to}`) });
  chain.rules = renamed;
  chains.set(to, chain);
  return "done";
}

function isBase(name: string): boolean {
  return HOOKS.some((hook) => hook === name);
}

/** Words as iptables-save writes them: in double quotes where there is a blank or a quote. */
function ruleText(chain: string, words: readonly string[]): string {
  const written = words.map((word) =>
    /^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/[\\"]/g, "\\$&")}"`,
  );
  return [`-A ${chain}`, ...written].join(" ");
}
