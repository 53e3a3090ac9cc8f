import { HOOKS_OF_TABLE } from "../net/hook";
import { printRule } from "./printRule";
import type { Counters, Rule } from "./rule";
import type { Chain, Ruleset, Table } from "./ruleset";

/**
 * A ruleset as `iptables-save` prints it, without its comment lines: base chains first, then user chains
 * sorted by name, rules in the order of the chains. `counters: "rules"` is `iptables-save -c`.
 * Source: iptables 1.8.9 (legacy) iptables/iptables-save.c, libiptc sorting chains by strcmp(3).
 */
export function printRuleset(
  ruleset: Ruleset,
  { counters }: { readonly counters: "chains" | "rules" } = { counters: "chains" },
): string {
  return ruleset.tables.map((table) => `${printTable(table, counters).join("\n")}\n`).join("");
}

function printTable(table: Table, counters: "chains" | "rules"): readonly string[] {
  const chains = sortChains(table);
  return [
    `*${table.name}`,
    ...chains.map(printChain),
    ...chains.flatMap((chain) => printRules(chain, counters)),
    "COMMIT",
  ];
}

function sortChains(table: Table): readonly Chain[] {
  const base = HOOKS_OF_TABLE[table.name].map((hook) => table.chain(hook));
  const users = table.chains.filter((chain) => chain.hook === undefined);
  users.sort((one, other) => compareBytes(one.name, other.name));
  return [...base.filter((chain) => chain !== undefined), ...users];
}

/** A base chain whose policy the text did not show has ACCEPT, as in a table that was just loaded. */
function printChain({ name, hook, policy, counters }: Chain): string {
  const shown = hook === undefined ? "-" : (policy ?? "ACCEPT");
  return `:${name} ${shown} ${printCounters(counters)}`;
}

function printRules(chain: Chain, counters: "chains" | "rules"): readonly string[] {
  const lines: string[] = [];
  let before: Rule | undefined;
  for (let number = 1; number <= chain.length; number++) {
    const rule = chain.rule(number);
    // A line of several rules that is kept to the letter says all of them.
    const isSaid = rule.unknown !== undefined && rule.line > 0 && before?.line === rule.line;
    before = rule;
    if (isSaid) continue;
    const line = printRule(chain.name, rule);
    lines.push(counters === "rules" ? `${printCounters(rule.counters)} ${line}` : line);
  }
  return lines;
}

function printCounters(counters: Counters | undefined): string {
  return `[${counters?.packets ?? 0}:${counters?.bytes ?? 0}]`;
}

/** Code points compare like the bytes of UTF-8; UTF-16 units do not. */
function compareBytes(one: string, other: string): number {
  if (one === other) return 0;
  const units = [...one];
  const others = [...other];
  for (let at = 0; at < Math.min(units.length, others.length); at++) {
    const difference = (units[at]?.codePointAt(0) ?? 0) - (others[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return units.length - others.length;
}
