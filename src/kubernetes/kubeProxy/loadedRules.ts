import type { ProxyRule, ProxyTable } from "./proxyRule";
import { printProxyRule } from "./proxyRule";
import type { ProxyRules } from "./proxyRules";
import { topLevelJumps } from "./topLevelJumps";

/** A chain as it stands in the kernel after the payload was loaded. */
export interface LoadedChain {
  readonly name: string;
  readonly isBuiltIn: boolean;
  readonly rules: readonly ProxyRule[];
}

export interface LoadedTable {
  readonly name: ProxyTable;
  /** In the order of iptables-save: built-in chains by hook, then the others by name. */
  readonly chains: readonly LoadedChain[];
}

const BUILT_IN_CHAINS = {
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
} as const;

/** Empty chain that tells kube-proxy, by being gone, that somebody flushed the table. */
const CANARY_CHAIN = "KUBE-PROXY-CANARY";

/** What a node holds that had no rules before kube-proxy's first sync. */
export function loadedRules(rules: ProxyRules): readonly LoadedTable[] {
  const jumps = topLevelJumps(rules.context);
  const { features } = rules.context;
  const ensured = { filter: [], nat: features.ensuresMarkDropChain ? ["KUBE-MARK-DROP"] : [] };
  return rules.tables.map((table) => {
    const tableJumps = jumps.filter((jump) => jump.table === table.name);
    const byChain = groupByChain([...tableJumps, ...table.rules]);
    const chains = new Set([...table.chains, ...tableJumps.flatMap(chainJumpedTo), ...ensured[table.name], CANARY_CHAIN]);
    const chain = (name: string, isBuiltIn: boolean): LoadedChain => ({
      name,
      isBuiltIn,
      rules: byChain.get(name) ?? [],
    });
    return {
      name: table.name,
      chains: [
        ...BUILT_IN_CHAINS[table.name].map((name) => chain(name, true)),
        ...[...chains].sort().map((name) => chain(name, false)),
      ],
    };
  });
}

function chainJumpedTo({ target }: ProxyRule): readonly string[] {
  return target?.target === "jump" ? [target.chain] : [];
}

function groupByChain(rules: readonly ProxyRule[]): ReadonlyMap<string, readonly ProxyRule[]> {
  const byChain = new Map<string, ProxyRule[]>();
  for (const rule of rules) {
    const chain = byChain.get(rule.chain);
    if (chain === undefined) byChain.set(rule.chain, [rule]);
    else chain.push(rule);
  }
  return byChain;
}

/** The same as a text that iptables-restore takes; its rules are not yet in the words of iptables-save. */
export function printLoadedRules(tables: readonly LoadedTable[]): string {
  const lines = tables.flatMap((table) => [
    `*${table.name}`,
    ...table.chains.map((chain) => `:${chain.name} ${chain.isBuiltIn ? "ACCEPT" : "-"} [0:0]`),
    ...table.chains.flatMap((chain) => chain.rules.map(printProxyRule)),
    "COMMIT",
  ]);
  return `${lines.join("\n")}\n`;
}
