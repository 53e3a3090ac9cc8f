import type { IpStack } from "../host/ipStack";
import type { Node } from "../host/node";
import type { Family } from "../net/family";
import type { Ruleset } from "../ruleset/ruleset";
import { asksForConntrack } from "./asksForConntrack";
import type { World } from "./world";
import type { WorldSpec } from "./worldSpec";

/**
 * The same hosts and links with other rules on the nodes: what buildWorld would make of them, without reading routes and
 * addresses again. `rulesOf` is asked once for each node; the rules of the other family stay as they are.
 */
export function replaceRules(
  world: World,
  conntrack: WorldSpec["conntrack"],
  rulesOf: (nodeName: string) => Ruleset,
): World {
  const nodes = new Map<string, Node>();
  for (const node of world.nodes.values()) {
    const ruleset = rulesOf(node.name);
    const tracks = conntrack === "on" || asksForConntrack(ruleset);
    const { family } = ruleset;
    const stacks: Record<Family, IpStack> = { ...node.stacks };
    stacks[family] = { ...node.stacks[family], ruleset, tracks };
    nodes.set(node.name, { ...node, stacks });
  }
  return { ...world, nodes };
}
