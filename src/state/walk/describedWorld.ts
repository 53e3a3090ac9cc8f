import {
  buildWorld,
  emptyRuleset,
  type Family,
  parseRuleset,
  type Ruleset,
  replaceRules,
  type TableName,
  type World,
  type WorldSpec,
} from "@/engine";
import {
  type Cluster,
  clusterWorld,
  generateRuleset,
  newCluster,
  type ProxySettings,
  type RuleOrigin,
} from "@/kubernetes";
import type {
  ClusterSource,
  PastedNode,
  PastedSource,
  WalkDocument,
} from "@/scenarios/walkDocument";
import { remember } from "../remember";
import { readRules } from "./readRules";

/** The hosts of a document with their rules read: what a packet is sent into. */
export interface DescribedWorld {
  readonly spec: WorldSpec;
  /** Before any packet. */
  readonly world: World;
  /** By node name. */
  readonly rules: ReadonlyMap<string, NodeRules>;
  /** Sentences about what could not be used as it stands. */
  readonly problems: readonly string[];
}

/** Made when they are asked for: a walk meets few of many nodes. */
export interface NodeRules {
  readonly ruleset: Ruleset;
  /** Those of the other family; undefined when nothing is known of them. */
  readonly otherFamily?: Omit<NodeRules, "otherFamily"> | undefined;
  /** As `iptables-save` prints it, or as it was pasted. */
  readonly text: string;
  /** Which object and field made a rule; undefined for rules that were pasted. */
  originOf(place: RulePosition): RuleOrigin | undefined;
}

/** A rule by its place in a ruleset; counted from 1. */
export interface RulePosition {
  readonly table: TableName;
  readonly chain: string;
  readonly ruleNumber: number;
}

type Source = WalkDocument["source"];

const described = new WeakMap<Source, DescribedWorld>();

/** Reads or makes the rules of every node, once for each source: an edit of the packet does not come here again. */
export function describedWorld(source: Source): DescribedWorld {
  const known = described.get(source);
  if (known !== undefined) return known;
  const made = source.kind === "cluster" ? describeCluster(source) : describePaste(source);
  described.set(source, made);
  return made;
}

function describeCluster({ cluster }: ClusterSource): DescribedWorld {
  const { nodes, pods, clients, settings } = cluster;
  const { spec, world, problems } = hostsOf(nodes, pods, clients, settings);
  const family = settings.proxy.ipFamily;
  const rules = new Map(
    spec.nodes.map(({ name, rulesOfOtherFamily: other }) => {
      const otherRules = other && generatedRules(cluster, { name, family: other.family });
      return [name, generatedRules(cluster, { name, family }, otherRules)];
    }),
  );
  const rulesOf = (name: string, of: Family) => {
    const own = rules.get(name);
    return (of === family ? own?.ruleset : own?.otherFamily?.ruleset) ?? emptyRuleset(of);
  };
  // What kube-proxy's version cannot do is the same on every node.
  const [first] = nodes;
  const refused = first === undefined ? [] : generateRuleset(cluster, first.name).problems;
  return {
    spec: {
      ...spec,
      nodes: spec.nodes.map((node) => ({
        ...node,
        rules: rulesOf(node.name, family),
        rulesOfOtherFamily: rules.get(node.name)?.otherFamily?.ruleset,
      })),
    },
    world: replaceRules(world, spec.conntrack, rulesOf),
    rules,
    problems: [...refused.map(({ sentence }) => sentence), ...problems.map(({ why }) => why)],
  };
}

/** The hosts and links of a cluster, without rules: an edit of its Services does not come here again. */
const hostsOf = remember(
  (
    nodes: Cluster["nodes"],
    pods: Cluster["pods"],
    clients: Cluster["clients"],
    settings: Cluster["settings"],
  ) => {
    const hosts = newCluster({ nodes, pods, clients, settings });
    const spec = clusterWorld(hosts, (_, family) => emptyRuleset(family));
    return { spec, ...buildWorld(spec) };
  },
  2,
);

/** Made when somebody asks for them. */
function generatedRules(
  cluster: Cluster,
  { name, family }: { readonly name: string; readonly family: Family },
  otherFamily?: NodeRules,
): NodeRules {
  const proxy: ProxySettings = { ...cluster.settings.proxy, ipFamily: family };
  const generate = once(() => generateRuleset(cluster, name, { settings: proxy }));
  const ruleset: Ruleset = {
    family,
    get tables() {
      return generate().ruleset.tables;
    },
    table: (name) => generate().ruleset.table(name),
  };
  return {
    ruleset,
    otherFamily,
    get text() {
      return generate().text;
    },
    originOf: ({ table, chain, ruleNumber }) =>
      table === "nat" || table === "filter" || table === "mangle"
        ? generate().originOf(table, chain, ruleNumber)
        : undefined,
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function describePaste({ nodes, hosts }: PastedSource): DescribedWorld {
  const rules = new Map(nodes.map((node) => [node.name, pastedRules(node)]));
  const specs = nodes.map((node) => nodeSpec(node, rules.get(node.name)));
  return build({ nodes: specs, hosts, conntrack: "on" }, rules, []);
}

function pastedRules({ rulesText, rulesTextOfOtherFamily }: PastedNode): NodeRules {
  const { ruleset } = readRules(rulesText);
  const originOf = () => undefined;
  const rules = { ruleset, text: rulesText, originOf };
  if (rulesTextOfOtherFamily === undefined) return rules;
  const other = readRules(rulesTextOfOtherFamily, otherThan(ruleset.family)).ruleset;
  return { ...rules, otherFamily: { ruleset: other, text: rulesTextOfOtherFamily, originOf } };
}

function otherThan(family: Family): Family {
  return family === "IPv4" ? "IPv6" : "IPv4";
}

function nodeSpec(node: PastedNode, read: NodeRules | undefined): WorldSpec["nodes"][number] {
  const { rulesText: _text, rulesTextOfOtherFamily: _other, ...facts } = node;
  const rulesOfOtherFamily = read?.otherFamily?.ruleset;
  return { ...facts, rules: read?.ruleset ?? noRules(), rulesOfOtherFamily };
}

function noRules(): Ruleset {
  return parseRuleset("").ruleset;
}

function build(
  spec: WorldSpec,
  rules: ReadonlyMap<string, NodeRules>,
  rulesProblems: readonly string[],
): DescribedWorld {
  const { world, problems } = buildWorld(spec);
  return { spec, world, rules, problems: [...rulesProblems, ...problems.map(({ why }) => why)] };
}
