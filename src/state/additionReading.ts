import type { PastedNode, PastedSource, WalkDocument } from "@/scenarios/walkDocument";
import type { Addition } from "@/workers/addToNode";
import { glanceAt } from "@/workers/glanceAt";
import { addToNodeAway } from "./addToNodeAway";
import { sectionSentence } from "./collectedReading";
import type { AwayOptions } from "./readRulesAway";

/** What was found, as the paste sheet shows it. */
export interface AdditionReading {
  /** What is open, with more known of one of its nodes; undefined when the text told nothing of it. */
  readonly document: WalkDocument | undefined;
  readonly isAddition: boolean;
  readonly sentence: string;
  readonly facts: readonly string[];
  readonly sections?: readonly string[];
  readonly missing?: readonly string[];
  readonly problems: readonly string[];
}

interface AdditionAsked extends AwayOptions {
  readonly text: string;
  /** The node of which something is asked. */
  readonly askedNode?: string | undefined;
}

/** What a text would add to the dump that is open: to the node that it names, else the one that is asked about, else the first. */
export async function readAddition(
  request: AdditionAsked,
  document: WalkDocument & { readonly source: PastedSource },
): Promise<AdditionReading> {
  const { text, askedNode } = request;
  const node = nodeFor(document.source, text, askedNode);
  if (node === undefined) return NOBODY;
  const { hosts } = document.source;
  const addition = await addToNodeAway({ node, hosts, text }, request);
  const { sections, missing, problems, assumed } = addition;
  if (sections.length === 0 && hosts.length === addition.hosts.length)
    return { ...NOBODY, problems };
  if (addition.bringsRules && hasEdits(document.source, node.name))
    return { ...NOBODY, sentence: `Put the changes in the rules of ${node.name} back first.` };
  return {
    document: withAddition(document, node, addition),
    isAddition: true,
    sentence: `More about ${node.name}, to be added to what is open: ${document.title}.`,
    facts: hosts.length === addition.hosts.length ? [] : assumed,
    sections: sections.map(sectionSentence),
    missing,
    problems,
  };
}

const NOBODY: AdditionReading = {
  document: undefined,
  isAddition: false,
  sentence: "Nothing that tells more of the node was found in this text.",
  facts: [],
  problems: [],
};

/** Whether a text tells of a node of the open dump what is not known of it yet, and nothing else. */
export function tellsMore({ nodes }: PastedSource, text: string): boolean {
  const { machines, tellsFacts, tellsRules } = glanceAt(text);
  const isOfThese = [...machines].every((name) => nodes.some((node) => node.name === name));
  const isNameless = nodes.length === 1 && nodes[0]?.name === UNNAMED && machines.size === 1;
  return tellsFacts && !tellsRules && (isOfThese || isNameless);
}

/** A node that nobody named is called so. */
const UNNAMED = "node";

function nodeFor(
  { nodes }: PastedSource,
  text: string,
  asked: string | undefined,
): PastedNode | undefined {
  const named = glanceAt(text).machines;
  return (
    nodes.find(({ name }) => named.has(name)) ??
    nodes.find(({ name }) => name === asked) ??
    nodes[0]
  );
}

function hasEdits({ edits = [] }: PastedSource, name: string): boolean {
  return edits.some(({ node }) => node === name);
}

function withAddition(
  document: WalkDocument & { readonly source: PastedSource },
  before: PastedNode,
  { node, hosts }: Addition,
): WalkDocument {
  const { source } = document;
  const nodes = source.nodes.map((one) => (one === before ? node : one));
  return { ...document, source: { ...source, nodes, hosts } };
}
