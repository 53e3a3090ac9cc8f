import { HOOKS_OF_TABLE, type TableName, type TableTexts } from "@/engine";
import { keptPerService } from "./keptPerService";
import type { LoadedTable } from "./loadedRules";
import type { ProxyContext } from "./proxyContext";
import type { ProxyRule, RuleTable } from "./proxyRule";
import { printSavedRule } from "./savedRule";
import type { ServiceInfo } from "./servicePortInfo";
import { planServicePort } from "./servicePortPlan";
import { servicePortChains, servicePortRules } from "./servicePortRules";

/** By chain the lines that it has in the text of iptables-save, each with its line break. */
type ChainLines = Map<string, string>;

/** What one Service has there. */
type ServiceLines = Readonly<Record<RuleTable, ChainLines>>;

/**
 * What iptables-save prints, chain by chain: the tables as they stand without any Service, and in them what the Services
 * have. In a chain that they share with fixed rules theirs come first.
 */
export function savedTables(
  fixed: readonly LoadedTable[],
  services: readonly ServiceInfo[],
  context: ProxyContext,
): readonly TableTexts[] {
  const written = serviceLines(services, context);
  return fixed.map((table) => savedTable(table, collectLines(written, table.name), context));
}

/** The text of iptables-save, without its header comments. */
export function printSavedTables(tables: readonly TableTexts[]): string {
  const texts: string[] = [];
  for (const { name: table, chains } of tables) {
    texts.push(`*${table}\n`);
    for (const { name } of chains)
      texts.push(isBaseChain(table, name) ? `:${name} ACCEPT [0:0]\n` : `:${name} - [0:0]\n`);
    for (const { lines } of chains) texts.push(lines);
    texts.push("COMMIT\n");
  }
  return texts.join("");
}

function isBaseChain(table: TableName, chain: string): boolean {
  return HOOKS_OF_TABLE[table].some((hook) => hook === chain);
}

const serviceLines = keptPerService(linesOfService);

function linesOfService({ ports }: ServiceInfo, context: ProxyContext): ServiceLines {
  const lines = { mangle: new Map(), filter: new Map(), nat: new Map() };
  for (const port of ports) {
    const plan = planServicePort(port, context);
    for (const chain of servicePortChains(plan)) linesAt(lines.nat, chain);
    for (const rule of servicePortRules(plan)) {
      linesAt(lines[rule.table], rule.chain).push(savedLine(rule, context));
    }
  }
  return { mangle: joined(lines.mangle), filter: joined(lines.filter), nat: joined(lines.nat) };
}

function linesAt(lines: Map<string, string[]>, chain: string): string[] {
  const known = lines.get(chain);
  if (known !== undefined) return known;
  const made: string[] = [];
  lines.set(chain, made);
  return made;
}

/** Joined at once: sums stay trees, and to read those of 50,000 chains in another order takes longer than all else. */
function joined(lines: ReadonlyMap<string, readonly string[]>): ChainLines {
  const texts: ChainLines = new Map();
  for (const [chain, written] of lines) texts.set(chain, written.join(""));
  return texts;
}

function addLines(lines: ChainLines, chain: string, added: string): void {
  const before = lines.get(chain);
  lines.set(chain, before === undefined ? added : before + added);
}

function savedLine(rule: ProxyRule, { family }: ProxyContext): string {
  return `${printSavedRule(rule, family)}\n`;
}

function collectLines(services: readonly ServiceLines[], table: RuleTable): ChainLines {
  const collected: ChainLines = new Map();
  for (const lines of services) {
    for (const [chain, written] of lines[table]) addLines(collected, chain, written);
  }
  return collected;
}

function savedTable(table: LoadedTable, lines: ChainLines, context: ProxyContext): TableTexts {
  const builtIn = table.chains.filter(({ isBuiltIn }) => isBuiltIn).map(({ name }) => name);
  for (const { name, rules } of table.chains) {
    addLines(lines, name, rules.map((rule) => savedLine(rule, context)).join(""));
  }
  const users = [...lines.keys()].filter((name) => !builtIn.includes(name)).sort();
  const chains = [...builtIn, ...users].map((name) => ({ name, lines: lines.get(name) ?? "" }));
  return { name: table.name, chains };
}
