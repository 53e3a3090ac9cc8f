import type { Family, KeptRule } from "@/engine";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { describedWorld } from "../walk/describedWorld";
import type { NodeRules } from "../walk/nodeRules";

/** A rule of a node by the number that it keeps, whatever is edited. */
export interface NodeRule extends KeptRule {
  readonly node: string;
  readonly family: Family;
}

type OneFamily = Omit<NodeRules, "otherFamily">;

/** The rules of a node that are of a family; undefined when there are none. */
export function rulesOfFamily(
  { source }: WalkDocument,
  { node, family }: Pick<NodeRule, "node" | "family">,
): OneFamily | undefined {
  const own = describedWorld(source).rules.get(node);
  return [own, own?.otherFamily].find((rules) => rules?.ruleset.family === family);
}
