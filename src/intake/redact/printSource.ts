import type { CollectedNode } from "../node/collectedNode";
import { printNode } from "../node/printNode";
import type { RedactableSource } from "./redactSource";

/**
 * Nodes as the collecting command prints them, to be pasted again; of a node of which only rules are known the rules alone.
 * Who stands around the nodes is not in it.
 */
export function printSource({ nodes }: RedactableSource): string {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined && isRulesAlone(only)) return only.rulesText;
  return nodes.map((node) => printNode(node)).join("");
}

function isRulesAlone({ unknown, rulesTextOfOtherFamily }: CollectedNode): boolean {
  const isBare = unknown.addresses === true && unknown.interfaces === true;
  return isBare && unknown.routes === true && rulesTextOfOtherFamily === undefined;
}
