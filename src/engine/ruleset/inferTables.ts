import { HOOKS, HOOKS_OF_TABLE, TABLES, type TableName } from "../net/hook";
import { decodeUtf8 } from "../net/utf8";
import type { TextIndex } from "./indexText";
import { splitWords } from "./splitWords";

/** A rule that stands under no `*table`. */
interface LooseRule {
  readonly id: number;
  readonly chain: string;
  /** The word after `-j` or `-g`. */
  readonly target: string | undefined;
}

/** Targets that the kernel takes in one table only, or that are of use in one only. */
const TABLE_OF_TARGET: ReadonlyMap<string, TableName> = new Map<string, TableName>([
  ["DNAT", "nat"],
  ["SNAT", "nat"],
  ["MASQUERADE", "nat"],
  ["REDIRECT", "nat"],
  ["NETMAP", "nat"],
  ["REJECT", "filter"],
  ["NOTRACK", "raw"],
  ["CT", "raw"],
  ["TRACE", "raw"],
  ["TTL", "mangle"],
  ["DSCP", "mangle"],
  ["TOS", "mangle"],
  ["TPROXY", "mangle"],
  ["TCPMSS", "mangle"],
]);

/**
 * Chains that kube-proxy and kubelet keep in one table.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go.
 */
const TABLE_OF_CHAIN: readonly (readonly [pattern: RegExp, table: TableName])[] = [
  [/^KUBE-(SVC|SEP|SVL|EXT|FW|XLB)-/, "nat"],
  [/^KUBE-(MARK-MASQ|MARK-DROP|POSTROUTING|LOAD-BALANCER|NODE-PORT)$/, "nat"],
  [/^KUBE-(FORWARD|EXTERNAL-SERVICES|PROXY-FIREWALL|FIREWALL)$/, "filter"],
  [/^DOCKER-(USER|ISOLATION)/, "filter"],
];

/** In which table a fragment's rules are by their numbers, and its chains by theirs. */
export interface InferredTables {
  readonly rules: ReadonlyMap<number, TableName>;
  /** Chains that are declared in the fragment. */
  readonly chains: ReadonlyMap<number, TableName>;
}

/**
 * Tells from the rules themselves in which table each rule of a fragment would be: a target that only one
 * table has decides; then the chain's own name; then what the chains it is joined with by jumps are; then
 * the base chains that the fragment names. A base chain is not joined: every table has its own.
 */
export function inferTables(index: TextIndex, fragment: number): InferredTables {
  const loose = looseRules(index, fragment);
  const declared = declaredChains(index, fragment);
  const listed = tableOfListing(new Set(declared.keys()));
  const names = new Set([...declared.keys(), ...loose.map((rule) => rule.chain)]);
  const fallback = listed ?? tableOfBaseChains(names);
  const tableOf = listed === undefined ? tablesOfGroups(loose) : () => listed;
  const rules = new Map<number, TableName>();
  const used = new Map<string, TableName>();
  for (const rule of loose) {
    const table = fitting(rule.chain, [
      TABLE_OF_TARGET.get(rule.target ?? ""),
      tableOf(isBase(rule.chain) ? rule.target : rule.chain),
      fallback,
    ]);
    rules.set(rule.id, table);
    if (!used.has(rule.chain)) used.set(rule.chain, table);
  }
  const chains = new Map<number, TableName>();
  for (const [name, chain] of declared) {
    const own = fitting(name, [isBase(name) ? undefined : tableOf(name), fallback]);
    chains.set(chain, listed ?? used.get(name) ?? own);
  }
  return { rules, chains };
}

/** `iptables -S` prints one table, with the policies of all its base chains first. */
function tableOfListing(declared: ReadonlySet<string>): TableName | undefined {
  const base = HOOKS.filter((hook) => declared.has(hook));
  return TABLES.find((table) => base.length > 0 && HOOKS_OF_TABLE[table].join() === base.join());
}

/** The first table that was guessed and has the chain, if it is a base chain. */
function fitting(chain: string, guesses: readonly (TableName | undefined)[]): TableName {
  const has = (table: TableName) =>
    !isBase(chain) || HOOKS_OF_TABLE[table].some((hook) => hook === chain);
  const guess = guesses.find((table) => table !== undefined && has(table));
  return guess ?? (["filter", "nat"] as const).find(has) ?? "filter";
}

function looseRules(index: TextIndex, fragment: number): readonly LooseRule[] {
  const { rules, names, bytes } = index;
  const loose: LooseRule[] = [];
  for (let id = 0; id < rules.count; id++) {
    const chain = rules.chains[id] ?? 0;
    if (names.table(chain) !== fragment) continue;
    const words = splitWords(decodeUtf8(bytes.subarray(rules.starts[id], rules.ends[id])));
    const at = words.findIndex(({ text }) => text === "-j" || text === "-g" || text === "--jump");
    const target = at < 0 ? undefined : words[at + 1]?.text;
    loose.push({ id, chain: names.name(chain), target });
  }
  return loose;
}

function declaredChains(index: TextIndex, fragment: number): ReadonlyMap<string, number> {
  const declared = new Map<string, number>();
  const { declarations, names } = index;
  for (let chain = 0; chain < names.count; chain++) {
    if (names.table(chain) === fragment && declarations.has(chain))
      declared.set(names.name(chain), chain);
  }
  return declared;
}

/** What a listing of one table shows at its head tells which table it is. */
function tableOfBaseChains(names: ReadonlySet<string>): TableName {
  const shows = (name: string) => names.has(name);
  if (shows("FORWARD")) return shows("PREROUTING") || shows("POSTROUTING") ? "mangle" : "filter";
  if (shows("POSTROUTING")) return "nat";
  if (shows("PREROUTING")) return shows("INPUT") ? "nat" : shows("OUTPUT") ? "raw" : "nat";
  return "filter";
}

/** Joins user chains by their jumps; a group is in the table that its targets and names speak for. */
function tablesOfGroups(
  loose: readonly LooseRule[],
): (name: string | undefined) => TableName | undefined {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    let at = name;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    return at;
  };
  const chains = new Set(loose.map(({ chain }) => chain));
  for (const { chain, target } of loose) {
    if (isBase(chain) || target === undefined || !chains.has(target)) continue;
    parents.set(root(chain), root(target));
  }
  const tables = new Map<string, TableName>();
  const vote = (name: string, table: TableName | undefined) => {
    if (table !== undefined && !tables.has(root(name))) tables.set(root(name), table);
  };
  for (const { chain } of loose) if (!isBase(chain)) vote(chain, tableOfName(chain));
  for (const { chain, target } of loose) {
    if (!isBase(chain)) vote(chain, TABLE_OF_TARGET.get(target ?? "") ?? tableOfName(target ?? ""));
  }
  return (name) => (name === undefined ? undefined : (tables.get(root(name)) ?? tableOfName(name)));
}

function tableOfName(name: string): TableName | undefined {
  return TABLE_OF_CHAIN.find(([pattern]) => pattern.test(name))?.[1];
}

function isBase(name: string): boolean {
  return HOOKS.some((hook) => hook === name);
}
