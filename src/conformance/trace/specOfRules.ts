import type { Ruleset, WorldSpec } from "@/engine";

/** A node of which nothing is known but its rules. There is none where there are no rules. */
export function specOfRules(rulesets: readonly Ruleset[]): WorldSpec {
  const [rules, rulesOfOtherFamily] = rulesets;
  if (rules === undefined) return { nodes: [], hosts: [], conntrack: "auto" };
  return {
    nodes: [
      {
        ...{ name: "node", rules, rulesOfOtherFamily },
        ...{ interfaces: [], routes: [], sysctls: {}, ipsets: [] },
        unknown: { addresses: true, interfaces: true, routes: true, ipsets: true, programs: true },
      },
    ],
    hosts: [],
    conntrack: "auto",
  };
}
