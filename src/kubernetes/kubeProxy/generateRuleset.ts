import { emptyRuleset, type Ruleset, rulesetOfChains } from "@/engine";
import type { Cluster } from "../objects/cluster";
import type { ClusterProblem } from "../objects/clusterProblem";
import type { ObjectRef } from "../objects/objectRef";
import type { ProxySettings } from "../objects/proxySettings";
import { parseKubeProxyVersion } from "./features";
import { type LoadedTable, loadedByBoth, loadedByProxy } from "./loadedRules";
import { notBuiltYet } from "./notBuiltYet";
import { printRestore } from "./printRestore";
import type { ProxyRule, RuleOrigin, RuleTable } from "./proxyRule";
import { proxyRules, withoutServices } from "./proxyRules";
import { type MadeRule, rulesMadeBy } from "./rulesMadeBy";
import { printSavedTables, savedTables } from "./savedTables";

/** The rules of one node, in every form that somebody asks for. */
export interface GeneratedRuleset {
  /** All that the node holds: what kube-proxy writes, and what the kubelet of its version adds. */
  readonly ruleset: Ruleset;
  /** The same as iptables-save prints it, without its header comments. */
  readonly text: string;
  /** kube-proxy's part alone, as iptables-save prints it on a node without a kubelet. */
  readonly proxyText: string;
  /** kube-proxy's own payload, rules of built-in chains not included. */
  readonly restore: string;
  /** Which object and field made a rule; rules are counted from 1. undefined when there is no such rule. */
  originOf(table: RuleTable, chain: string, ruleNumber: number): RuleOrigin | undefined;
  /** The rules that an object made, in the order of the text; those of a Service's endpoints count as the Service's too. */
  rulesMadeBy(object: ObjectRef): readonly MadeRule[];
  /** Makes most of the rules, some Services at each step of the generator, so that a page can answer in between. */
  steps(): Generator<undefined, void, undefined>;
  /** What was asked for and is not in the rules. */
  readonly problems: readonly ClusterProblem[];
}

/** What to take instead of what the cluster says. */
export interface GenerateOptions {
  readonly settings?: ProxySettings;
  /** The node's own addresses, primary first; by default its Node object's. */
  readonly nodeAddresses?: readonly string[];
}

/**
 * What kube-proxy writes on a node that had no rules before. Settings that are not built yet give no rules and a problem.
 * A node that the cluster does not know has no local endpoints, and rules all the same.
 */
export function generateRuleset(
  cluster: Cluster,
  nodeName: string,
  options: GenerateOptions = {},
): GeneratedRuleset {
  const settings = options.settings ?? cluster.settings.proxy;
  const missing = notBuiltYet(cluster, settings);
  const version = parseKubeProxyVersion(settings.version);
  if (version === undefined || missing.isRefused) return noRules(missing.problems);
  const nodeAddresses = options.nodeAddresses ?? addressesOf(cluster, nodeName);
  const place = { nodeName, nodeAddresses, settings, version };
  const rules = once(() => proxyRules(cluster, place));
  const tables = once(() => loadedByBoth(rules()));
  const shared = once(() => withoutServices(rules()));
  const save = (fixed: readonly LoadedTable[]) =>
    savedTables(fixed, rules().services, rules().context);
  const saved = once(() => save(loadedByBoth(shared())));
  const text = once(() => printSavedTables(saved()));
  // Read from the lines of the text itself, so that a rule's words are those that are shown.
  const ruleset = once(() => rulesetOfChains(settings.ipFamily, saved()));
  const rulesOfChain = once(() => rulesByChain(tables()));
  return {
    get ruleset() {
      return ruleset();
    },
    get text() {
      return text();
    },
    get proxyText() {
      return printSavedTables(save(loadedByProxy(shared())));
    },
    get restore() {
      return printRestore(rules());
    },
    originOf: (table, chain, ruleNumber) =>
      rulesOfChain().get(`${table} ${chain}`)?.[ruleNumber - 1]?.origin,
    rulesMadeBy: (object) => rulesMadeBy(object, tables()),
    *steps() {
      for (const services of portionsOf(cluster.services)) {
        proxyRules({ ...cluster, services }, place);
        yield undefined;
      }
      for (const services of portionsOf(rules().services)) {
        savedTables([], services, rules().context);
        yield undefined;
      }
      ruleset();
    },
    get problems() {
      return missing.problems;
    },
  };
}

/** What is made of each Service is kept with it, so that nothing is made twice. */
const SERVICES_AT_ONCE = 100;

function* portionsOf<Item>(items: readonly Item[]): Generator<readonly Item[], void, undefined> {
  for (let at = 0; at < items.length; at += SERVICES_AT_ONCE)
    yield items.slice(at, at + SERVICES_AT_ONCE);
}

/** What is asked for again is not made again. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function rulesByChain(tables: readonly LoadedTable[]): ReadonlyMap<string, readonly ProxyRule[]> {
  return new Map(
    tables.flatMap((table) =>
      table.chains.map((chain) => [`${table.name} ${chain.name}`, chain.rules] as const),
    ),
  );
}

function noRules(problems: readonly ClusterProblem[]): GeneratedRuleset {
  return {
    ruleset: emptyRuleset("IPv4"),
    text: "",
    proxyText: "",
    restore: "",
    originOf: () => undefined,
    rulesMadeBy: () => [],
    *steps() {},
    problems,
  };
}

function addressesOf(cluster: Cluster, nodeName: string): readonly string[] {
  const node = cluster.nodes.find((candidate) => candidate.name === nodeName);
  if (node === undefined) return [];
  return [node.address, ...node.otherAddresses];
}
