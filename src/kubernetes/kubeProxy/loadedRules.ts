import { type KubeletRules, kubeletRules, markDropRules } from "./kubeletRules";
import type { ProxyContext } from "./proxyContext";
import { type ProxyRule, printProxyRule, type RuleTable } from "./proxyRule";
import type { ProxyRules, ProxyTableRules } from "./proxyRules";
import { topLevelJumps } from "./topLevelJumps";

/** A chain as it stands in the kernel after the payload was loaded. */
export interface LoadedChain {
  readonly name: string;
  readonly isBuiltIn: boolean;
  readonly rules: readonly ProxyRule[];
}

export interface LoadedTable {
  readonly name: RuleTable;
  /** In the order of iptables-save: built-in chains by hook, then the others by name. */
  readonly chains: readonly LoadedChain[];
}

const BUILT_IN_CHAINS: Readonly<Record<RuleTable, readonly string[]>> = {
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
};

/** Empty chain that tells kube-proxy, by being gone, that somebody flushed the table. */
const CANARY_CHAIN = "KUBE-PROXY-CANARY";

/** What a node holds that had no rules before kube-proxy's first sync; its canary in the mangle table apart. */
export function loadedByProxy(rules: ProxyRules): readonly LoadedTable[] {
  return tablesAfterSync(rules, neededOfKubelet(rules.context), ["filter", "nat"]);
}

/** What a node holds on which the kubelet was at work before kube-proxy's first sync. */
export function loadedByBoth(rules: ProxyRules): readonly LoadedTable[] {
  return tablesAfterSync(rules, kubeletRules(rules.context), ["mangle", "filter", "nat"]);
}

/** Before 1.20 the payload jumps to a chain that kube-proxy does not make: without the kubelet's it would not load. */
function neededOfKubelet({ features, family }: ProxyContext): KubeletRules {
  const isNeeded =
    !features.ensuresMarkDropChain && features.kubeletFillsMarkDropChain && family === "IPv4";
  const needed = isNeeded && !features.dropsInFilterTable;
  return {
    chains: { mangle: [], filter: [], nat: needed ? ["KUBE-MARK-DROP"] : [] },
    rules: needed ? markDropRules() : [],
  };
}

function tablesAfterSync(
  rules: ProxyRules,
  before: KubeletRules,
  names: readonly RuleTable[],
): readonly LoadedTable[] {
  const jumps = topLevelJumps(rules.context);
  return names.map((name) => {
    const payload = rules.tables.find((table) => table.name === name);
    const ofTable = (rule: ProxyRule) => rule.table === name;
    const tableJumps = jumps.filter(ofTable);
    const ensured = [...tableJumps.flatMap(chainJumpedTo), ...ensuredChains(rules.context, name)];
    const chains = [...before.chains[name], ...ensured, ...(payload?.chains ?? []), CANARY_CHAIN];
    return loadedTable(name, chains, [
      ...inserted(tableJumps, before.rules.filter(ofTable)),
      ...before.rules.filter((rule) => ofTable(rule) && !isFlushed(rule, payload)),
      ...(payload?.rules ?? []),
    ]);
  });
}

/** What was there stays unless the payload names its chain, which empties it. */
function isFlushed({ chain }: ProxyRule, payload: ProxyTableRules | undefined): boolean {
  return payload?.chains.includes(chain) ?? false;
}

/** A jump that is there already is not made once more. */
function inserted(
  jumps: readonly ProxyRule[],
  present: readonly ProxyRule[],
): readonly ProxyRule[] {
  const lines = new Set(present.map(printProxyRule));
  return jumps.filter((jump) => !lines.has(printProxyRule(jump)));
}

function ensuredChains({ features }: ProxyContext, table: RuleTable): readonly string[] {
  return table === "nat" && features.ensuresMarkDropChain ? ["KUBE-MARK-DROP"] : [];
}

function loadedTable(
  table: RuleTable,
  chains: readonly string[],
  rules: readonly ProxyRule[],
): LoadedTable {
  const byChain = groupByChain(rules);
  const chain = (name: string, isBuiltIn: boolean): LoadedChain => ({
    name,
    isBuiltIn,
    rules: byChain.get(name) ?? [],
  });
  return {
    name: table,
    chains: [
      ...BUILT_IN_CHAINS[table].map((name) => chain(name, true)),
      ...[...new Set(chains)].sort().map((name) => chain(name, false)),
    ],
  };
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
