import { editedRuleset, emptyRuleset, type Family, type RulesEdit, replaceRules } from "@/engine";
import type { NodeEdits } from "@/scenarios/walkDocument";
import type { DescribedWorld, NodeRules } from "./nodeRules";

type OneFamily = Omit<NodeRules, "otherFamily">;

/** A world with rules edited. Hosts and links stay, and no text is read again. */
export function editedWorld(loaded: DescribedWorld, edits: readonly NodeEdits[]): DescribedWorld {
  const rules = new Map(
    [...loaded.rules].map(([node, own]) => [node, edited(node, own, edits)] as const),
  );
  const rulesOf = (node: string, family: Family) => {
    const own = rules.get(node);
    const found = [own, own?.otherFamily].find((one) => one?.ruleset.family === family);
    return found?.ruleset ?? emptyRuleset(family);
  };
  const { spec, world } = loaded;
  const nodes = spec.nodes.map((node) => {
    const own = rules.get(node.name);
    return own === undefined
      ? node
      : { ...node, rules: own.ruleset, rulesOfOtherFamily: own.otherFamily?.ruleset };
  });
  return {
    ...loaded,
    spec: { ...spec, nodes },
    world: replaceRules(world, spec.conntrack, rulesOf),
    rules,
  };
}

function edited(node: string, rules: NodeRules, all: readonly NodeEdits[]): NodeRules {
  const editsOf = ({ ruleset }: OneFamily) =>
    all.find((one) => one.node === node && one.family === ruleset.family)?.edits ?? [];
  const { otherFamily: other } = rules;
  return {
    ...withEdits(rules, editsOf(rules)),
    otherFamily: other && withEdits(other, editsOf(other)),
  };
}

function withEdits(rules: OneFamily, edits: readonly RulesEdit[]): OneFamily {
  if (edits.length === 0) return rules;
  const loaded = rules.ruleset;
  return { ...rules, ruleset: editedRuleset(loaded, edits), pasted: { loaded, edits } };
}
