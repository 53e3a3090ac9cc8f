import type { PartExplanation } from "@/engine";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { buildChainGraph } from "@/scene/chain-graph/buildChainGraph";
import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import type { AddressOwner } from "@/scene/chain-graph/chainMeaning";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { graphStateAt } from "@/scene/chain-graph/graphStateAt";
import { visitAt } from "@/scene/playback/visitAt";
import { remember } from "../remember";
import type { SelectedRule } from "../selection";
import { explainAtStop } from "./explainAtStop";
import { metRules } from "./metRules";
import type { Walk } from "./walkOf";

/** What the chain graph shows at one stop. */
export interface ShownGraph {
  readonly graph: ChainGraph;
  readonly state: GraphState;
}

export interface GraphView {
  readonly stop: number;
  readonly opened: ReadonlySet<string>;
  readonly selected: SelectedRule | undefined;
}

/** The chains of the node of a stop, and what is lit there. Undefined when the walk meets no node with rules. */
export function shownGraph(
  document: WalkDocument,
  walk: Walk,
  { stop, opened, selected }: GraphView,
): ShownGraph | undefined {
  const { timeline } = walk;
  const visit = timeline && visitAt(timeline, stop);
  if (timeline === undefined || visit === undefined) return undefined;
  const focus = selected?.node === visit.node ? selected : undefined;
  const graph = graphOfVisit(document.source, walk, visit.firstStop, opened, focus);
  return graph && { graph, state: stateAt(graph, walk, stop) };
}

/** The graph stays the same object while the packet stays on the node. */
const graphOfVisit = remember(
  (
    source: WalkDocument["source"],
    walk: Walk,
    firstStop: number,
    opened: ReadonlySet<string>,
    focus: SelectedRule | undefined,
  ): ChainGraph | undefined => {
    const visit = walk.timeline && visitAt(walk.timeline, firstStop);
    const ruleset = visit && metRules(walk, visit.node)?.ruleset;
    if (visit === undefined || ruleset === undefined) return undefined;
    const ownerOf = addressOwner(source);
    return buildChainGraph({ node: visit.node, ruleset, visit, opened, focus, ownerOf });
  },
);

const stateAt = remember((graph: ChainGraph, walk: Walk, stop: number): GraphState => {
  if (walk.timeline === undefined) throw new Error("a graph without a walk");
  const explain = (at: number, ruleNumber: number): readonly PartExplanation[] =>
    explainAtStop(walk, at, ruleNumber);
  return graphStateAt(graph, walk.timeline, stop, explain);
});

/** Who has an address: the pods of the cluster; nobody is known around a pasted dump but its hosts. */
export const addressOwner = remember((source: WalkDocument["source"]): AddressOwner => {
  const owners = new Map<string, ReturnType<AddressOwner>>();
  if (source.kind === "cluster") {
    for (const { address, otherAddresses, name, nodeName } of source.cluster.pods)
      for (const one of [address, ...otherAddresses]) owners.set(one, { name, on: nodeName });
  } else {
    for (const { name, addresses } of source.hosts)
      for (const address of addresses) owners.set(address, { name, on: undefined });
  }
  return (address) => owners.get(address);
});
