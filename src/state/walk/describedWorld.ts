import {
  buildWorld,
  buildWorldInSteps,
  emptyRuleset,
  type Family,
  parseRuleset,
  type Ruleset,
  replaceRules,
  type WorldSpec,
} from "@/engine";
import {
  type Cluster,
  clusterWorld,
  generateRuleset,
  newCluster,
  type ProxySettings,
} from "@/kubernetes";
import type {
  ClusterSource,
  PastedNode,
  PastedSource,
  WalkDocument,
} from "@/scenarios/walkDocument";
import { remember } from "../remember";
import { Stepwise } from "../stepwise";
import { editedWorld } from "./editedWorld";
import type { DescribedWorld, NodeRules, RulePosition } from "./nodeRules";
import { readRules } from "./readRules";

export type { DescribedWorld, NodeRules, RulePosition };

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
  const { spec, world, problems } = hostsOf(nodes, pods, clients, settings).result;
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
    return new Stepwise(placeInSteps(hosts));
  },
  2,
);

function* placeInSteps(hosts: Cluster) {
  const spec = clusterWorld(hosts, (_, family) => emptyRuleset(family));
  yield undefined;
  return { spec, ...(yield* buildWorldInSteps(spec)) };
}

/** Places the hosts of a cluster a piece at each step of the generator, so that `describedWorld` finds them placed. */
export function* placeHostsInSteps(source: Source): Generator<undefined, void, undefined> {
  if (source.kind !== "cluster" || described.has(source)) return;
  const { nodes, pods, clients, settings } = source.cluster;
  yield* hostsOf(nodes, pods, clients, settings).steps();
}

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
    steps: () => generate().steps(),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function describePaste({ nodes, hosts, edits = [] }: PastedSource): DescribedWorld {
  const loaded = loadedWorld(nodes, hosts);
  return edits.length === 0 ? loaded : editedWorld(loaded, edits);
}

/** The rules as they were pasted: an edit of a rule does not come here again. */
const loadedWorld = remember((nodes: PastedSource["nodes"], hosts: PastedSource["hosts"]) => {
  const rules = new Map(nodes.map((node) => [node.name, pastedRules(node)]));
  const specs = nodes.map((node) => nodeSpec(node, rules.get(node.name)));
  return build({ nodes: specs, hosts, conntrack: "on" }, rules, []);
}, 2);

function pastedRules({ rulesText, rulesTextOfOtherFamily }: PastedNode): NodeRules {
  const { ruleset } = readRules(rulesText);
  const rules = asPasted(ruleset, rulesText);
  if (rulesTextOfOtherFamily === undefined) return rules;
  const other = readRules(rulesTextOfOtherFamily, otherThan(ruleset.family)).ruleset;
  return { ...rules, otherFamily: asPasted(other, rulesTextOfOtherFamily) };
}

function asPasted(ruleset: Ruleset, text: string): NodeRules {
  return { ruleset, text, originOf: () => undefined, pasted: { loaded: ruleset, edits: [] } };
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
