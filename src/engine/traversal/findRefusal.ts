import type { Missing } from "../net/decision";
import { HOOKS_OF_TABLE, type Hook } from "../net/hook";
import type { ParsedRuleset } from "../ruleset/parseRuleset";
import type { Rule } from "../ruleset/rule";
import type { Chain, Table } from "../ruleset/ruleset";
import { whyMatchNotFrom } from "../ruleset/whyMatchNotHere";
import { hooksOfTarget } from "../targets";

/** Why iptables-restore or the kernel would not take a text. */
export interface Refusal {
  /** 1-based; 0 when the text as a whole is meant. */
  readonly line: number;
  /** A sentence. */
  readonly why: string;
}

// Source: Linux include/uapi/linux/netfilter/x_tables.h, XT_EXTENSION_MAXNAMELEN, less the closing zero.
const LONGEST_CHAIN_NAME = 28;

/**
 * The first reason for which a save text would be refused as a whole; undefined when it would be loaded. A match or target
 * that is merely not known here is no reason: the kernel may know it.
 * Source: iptables 1.8.9 iptables-restore.c, xshared.c; Linux ip_tables.c, find_check_entry and mark_source_chains.
 */
export function findRefusal({
  ruleset,
  diagnostics,
  passedOver,
}: ParsedRuleset): Refusal | undefined {
  const stray = passedOver.find(({ text }) => !text.trimStart().startsWith("#"));
  if (stray !== undefined) {
    return { line: stray.line, why: `"${stray.text}" is no line of iptables-save.` };
  }
  const uncommitted = diagnostics.find(({ code }) => code === "missing-commit");
  if (uncommitted !== undefined) return { line: uncommitted.at.line, why: uncommitted.why };
  for (const table of ruleset.tables) {
    const refusal = refusalOfTable(table);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalOfTable(table: Table): Refusal | undefined {
  for (const chain of table.chains) {
    const refusal = refusalOfChain(table, chain);
    if (refusal !== undefined) return refusal;
  }
  for (const chain of table.chains) {
    const refusal = chain.hook && refusalFromHook(table, chain, chain.hook);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalOfChain(table: Table, chain: Chain): Refusal | undefined {
  const { name, line } = chain;
  if (chain.hook === undefined && !chain.isDeclared) {
    return { line, why: `The chain ${name} of table ${table.name} is used but never declared.` };
  }
  if (name.length > LONGEST_CHAIN_NAME) {
    return { line, why: `The chain name ${name} is longer than ${LONGEST_CHAIN_NAME} characters.` };
  }
  for (let number = 1; number <= chain.length; number++) {
    const rule = chain.rule(number);
    const why = whyNotHere(table, rule);
    if (why !== undefined) return { line: rule.line, why };
  }
  return undefined;
}

function whyNotHere(table: Table, rule: Rule): string | undefined {
  if (rule.unknown !== undefined && !isMerelyUnknown(rule.unknown.missing)) return rule.unknown.why;
  const { target } = rule;
  return target !== undefined && "chain" in target
    ? whyNoJump(table, rule, target.chain)
    : undefined;
}

function isMerelyUnknown({ kind }: Missing): boolean {
  return kind === "unknown-match" || kind === "unknown-target";
}

function whyNoJump(table: Table, rule: Rule, name: string): string | undefined {
  const aimed = table.chain(name);
  if (aimed === undefined) return `There is no chain or target ${name} in table ${table.name}.`;
  if (aimed.hook !== undefined) return `${name} is a base chain; a rule cannot jump to it.`;
  if (aimed.line > rule.line && rule.line > 0) {
    return `The chain ${name} is declared only after this rule.`;
  }
  return undefined;
}

/** Follows all jumps from a base chain: they must not lead in a circle, nor to a target that the hook does not allow. */
function refusalFromHook(table: Table, base: Chain, hook: Hook): Refusal | undefined {
  if (!HOOKS_OF_TABLE[table.name].includes(hook)) return undefined;
  const done = new Set<Chain>();
  const open: { chain: Chain; next: number }[] = [{ chain: base, next: 1 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (top.next > top.chain.length) {
      done.add(top.chain);
      open.pop();
      continue;
    }
    const rule = top.chain.rule(top.next);
    top.next += 1;
    const why = whyNotFrom(hook, rule);
    if (why !== undefined) return { line: rule.line, why };
    const entered = enteredChain(table, rule);
    if (entered === undefined || done.has(entered)) continue;
    if (open.some(({ chain }) => chain === entered)) return circle(rule, hook, entered);
    open.push({ chain: entered, next: 1 });
  }
  return undefined;
}

function circle({ line }: Rule, hook: Hook, entered: Chain): Refusal {
  return { line, why: `From ${hook} the rules lead back into ${entered.name}: a loop.` };
}

function enteredChain(table: Table, { target }: Rule): Chain | undefined {
  return target !== undefined && "chain" in target ? table.chain(target.chain) : undefined;
}

function whyNotFrom(hook: Hook, { target, matches }: Rule): string | undefined {
  for (const match of matches) {
    const why = whyMatchNotFrom(match, hook);
    if (why !== undefined) return `${why}.`;
  }
  if (target === undefined || "chain" in target) return undefined;
  const hooks = hooksOfTarget(target);
  if (hooks === undefined || hooks.includes(hook)) return undefined;
  return `${target.target} cannot be reached from ${hook}; only from ${hooks.join(", ")}.`;
}
