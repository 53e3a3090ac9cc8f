import {
  buildWorld,
  parseRuleset,
  type Ruleset,
  type TableName,
  type World,
  type WorldSpec,
} from "@/engine";
import {
  clusterWorld,
  type GeneratedRuleset,
  generateRuleset,
  type RuleOrigin,
} from "@/kubernetes";
import type {
  ClusterSource,
  PastedNode,
  PastedSource,
  WalkDocument,
} from "@/scenarios/walkDocument";
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
  const made = new Map(
    cluster.nodes.map(({ name }) => [name, once(() => generateRuleset(cluster, name))]),
  );
  const rules = new Map([...made].map(([name, generate]) => [name, generatedRules(generate)]));
  const spec = clusterWorld(cluster, (name) => rules.get(name)?.ruleset ?? noRules());
  // What kube-proxy's version cannot do is the same on every node.
  const [first] = made.values();
  return build(
    spec,
    rules,
    (first?.().problems ?? []).map((problem) => problem.sentence),
  );
}

function generatedRules(generate: () => GeneratedRuleset): NodeRules {
  const ruleset: Ruleset = {
    family: "IPv4",
    get tables() {
      return generate().ruleset.tables;
    },
    table: (name) => generate().ruleset.table(name),
  };
  return {
    ruleset,
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
  const rules = new Map(
    nodes.map(({ name, rulesText }) => [
      name,
      { ruleset: readRules(rulesText).ruleset, text: rulesText, originOf: () => undefined },
    ]),
  );
  const specs = nodes.map((node) => nodeSpec(node, rules.get(node.name)?.ruleset ?? noRules()));
  return build({ nodes: specs, hosts, conntrack: "on" }, rules, []);
}

function nodeSpec(node: PastedNode, rules: Ruleset): WorldSpec["nodes"][number] {
  const { name, interfaces, routes, sysctls, ipsets, unknown } = node;
  return { name, interfaces, routes, sysctls, ipsets, unknown, rules };
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
