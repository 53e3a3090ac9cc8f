import {
  buildWorld,
  type NodeSpec,
  type PacketRequest,
  parseRuleset,
  printRuleset,
  type Ruleset,
  type World,
  type WorldSpec,
} from "@/engine";

/** A world's description with its rules as text: what a worker can be handed. */
export interface PlainWorld extends Omit<WorldSpec, "nodes"> {
  readonly nodes: readonly PlainNode[];
}

interface PlainNode extends Omit<NodeSpec, "rules" | "rulesOfOtherFamily"> {
  readonly rules: PlainRules;
  readonly rulesOfOtherFamily: PlainRules | undefined;
}

/** A ruleset's text and whose packets meet it. */
type PlainRules = Pick<Ruleset, "family"> & { readonly text: string };

/** A packet to be sent into a world, as plain data. */
export interface PlainSending {
  readonly world: PlainWorld;
  readonly request: PacketRequest;
}

/**
 * The description without anything that only the page can call. `texts` has the rules of each node as they were written
 * or printed: a printed fragment would not show any more which policies it did not show.
 */
export function plainWorld(
  spec: WorldSpec,
  texts: ReadonlyMap<string, { readonly text: string }>,
): PlainWorld {
  return {
    ...spec,
    nodes: spec.nodes.map((node) => ({
      ...node,
      rules: plainRules(node.rules, texts.get(node.name)?.text),
      rulesOfOtherFamily: node.rulesOfOtherFamily && plainRules(node.rulesOfOtherFamily),
    })),
  };
}

/** The world that `plainWorld` described, before any packet. */
export function worldOfPlain(plain: PlainWorld): World {
  const nodes = plain.nodes.map((node) => ({
    ...node,
    rules: readRules(node.rules),
    rulesOfOtherFamily: node.rulesOfOtherFamily && readRules(node.rulesOfOtherFamily),
  }));
  return buildWorld({ ...plain, nodes }).world;
}

function plainRules(rules: Ruleset, text = printRuleset(rules)): PlainRules {
  return { family: rules.family, text };
}

function readRules({ family, text }: PlainRules): Ruleset {
  return parseRuleset(text, { family, rules: "when asked" }).ruleset;
}
