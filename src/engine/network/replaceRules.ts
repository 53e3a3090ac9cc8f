import type { IpStack } from "../host/ipStack";
import type { Node } from "../host/node";
import type { Family } from "../net/family";
import type { Ruleset } from "../ruleset/ruleset";
import { asksForConntrack } from "./asksForConntrack";
import type { World } from "./world";
import type { WorldSpec } from "./worldSpec";

/**
 * The same hosts and links with other rules on the nodes: what buildWorld would make of them, without reading routes and
 * addresses again. `rulesOf` is asked once for each node and family.
 */
export function replaceRules(
  world: World,
  conntrack: WorldSpec["conntrack"],
  rulesOf: (nodeName: string, family: Family) => Ruleset,
): World {
  const nodes = new Map<string, Node>();
  for (const node of world.nodes.values()) {
    const replaced = (family: Family): IpStack => {
      const ruleset = rulesOf(node.name, family);
      const tracks = conntrack === "on" || asksForConntrack(ruleset);
      return { ...node.stacks[family], ruleset, tracks };
    };
    const stacks = { IPv4: replaced("IPv4"), IPv6: replaced("IPv6") };
    nodes.set(node.name, { ...node, stacks });
  }
  return { ...world, nodes };
}
