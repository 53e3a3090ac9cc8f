import { keptPerService } from "./keptPerService";
import type { LoadedTable } from "./loadedRules";
import type { ProxyContext } from "./proxyContext";
import type { ProxyRule } from "./proxyRule";
import { printSavedRule } from "./savedRule";
import type { ServiceInfo } from "./servicePortInfo";
import { planServicePort } from "./servicePortPlan";
import { servicePortChains, servicePortRules } from "./servicePortRules";

/** What one Service has in the text of iptables-save: by `table chain` its lines, each with its line break. */
type ServiceLines = ReadonlyMap<string, string>;

/**
 * The text of iptables-save: the tables as they stand without any Service, and in them what the Services have. In a
 * chain that they share with fixed rules theirs come first.
 */
export function printSavedText(
  fixed: readonly LoadedTable[],
  services: readonly ServiceInfo[],
  context: ProxyContext,
): string {
  const lines = collectLines(serviceLines(services, context));
  return fixed.map((table) => printTable(table, lines, context)).join("");
}

const serviceLines = keptPerService(linesOfService);

function linesOfService({ ports }: ServiceInfo, context: ProxyContext): ServiceLines {
  const lines = new Map<string, string[]>();
  for (const port of ports) {
    const plan = planServicePort(port, context);
    for (const chain of servicePortChains(plan)) linesAt(lines, `nat ${chain}`);
    for (const rule of servicePortRules(plan)) {
      linesAt(lines, `${rule.table} ${rule.chain}`).push(savedLine(rule, context));
    }
  }
  return new Map([...lines].map(([place, written]) => [place, written.join("")]));
}

function linesAt(lines: Map<string, string[]>, place: string): string[] {
  const known = lines.get(place) ?? [];
  lines.set(place, known);
  return known;
}

function savedLine(rule: ProxyRule, { family }: ProxyContext): string {
  return `${printSavedRule(rule, family)}\n`;
}

function collectLines(services: readonly ServiceLines[]): ReadonlyMap<string, string> {
  const collected = new Map<string, string>();
  for (const lines of services) {
    for (const [place, written] of lines) {
      const before = collected.get(place);
      collected.set(place, before === undefined ? written : before + written);
    }
  }
  return collected;
}

function printTable(
  table: LoadedTable,
  lines: ReadonlyMap<string, string>,
  context: ProxyContext,
): string {
  const start = `${table.name} `;
  const own = [...lines.keys()]
    .filter((place) => place.startsWith(start))
    .map((place) => place.slice(start.length));
  const fixed = new Map(table.chains.map((chain) => [chain.name, chain]));
  const builtIn = table.chains.filter(({ isBuiltIn }) => isBuiltIn).map(({ name }) => name);
  const others = [...fixed.keys()].filter((name) => !builtIn.includes(name));
  const users = [...new Set([...others, ...own])].sort();
  const chains = [...builtIn, ...users];
  return [
    `*${table.name}\n`,
    ...builtIn.map((name) => `:${name} ACCEPT [0:0]\n`),
    ...users.map((name) => `:${name} - [0:0]\n`),
    ...chains.flatMap((name) => [
      lines.get(start + name) ?? "",
      ...(fixed.get(name)?.rules ?? []).map((rule) => savedLine(rule, context)),
    ]),
    "COMMIT\n",
  ].join("");
}
