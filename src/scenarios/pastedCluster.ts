import { type Cluster, clusterWorld, generateRuleset } from "@/kubernetes";
import type { PastedSource } from "./walkDocument";

/** Rules that somebody else put before kube-proxy's own in a table. */
export interface ForeignRules {
  readonly table: "filter" | "nat";
  /** User chains of their own. */
  readonly chains: readonly string[];
  /** `-A CHAIN …`, in order. */
  readonly rules: readonly string[];
}

/** A cluster's nodes as if their rules had been pasted, some with foreign rules before kube-proxy's, by node name. */
export function pastedCluster(
  cluster: Cluster,
  foreign: Readonly<Record<string, ForeignRules>>,
): PastedSource {
  const world = clusterWorld(cluster, (name) => generateRuleset(cluster, name).ruleset);
  return {
    kind: "pasted",
    nodes: world.nodes.map(({ rules: _, unknown = {}, ...node }) => ({
      ...node,
      unknown,
      rulesText: textOf(node.name),
    })),
    hosts: world.hosts,
  };

  function textOf(name: string): string {
    const { text } = generateRuleset(cluster, name);
    const added = foreign[name];
    return added === undefined ? text : withForeign(text, added);
  }
}

/** The text of a ruleset with foreign rules before all others of their table. */
export function withForeign(text: string, foreign: ForeignRules): string {
  const lines = text.split("\n");
  const table = lines.indexOf(`*${foreign.table}`);
  const firstRule = lines.findIndex((line, index) => index > table && line.startsWith("-A "));
  const heads = foreign.chains.map((chain) => `:${chain} - [0:0]`);
  return lines.toSpliced(firstRule, 0, ...heads, ...foreign.rules).join("\n");
}
