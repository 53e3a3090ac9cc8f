import { buildWorld } from "../network/buildWorld";
import type { World } from "../network/world";
import type { NodeSpec, WorldSpec } from "../network/worldSpec";
import { parseRuleset } from "../ruleset/parseRuleset";
import { saveText } from "./sending";

/** One node of IPv6 with two pods behind it and a client, a peer outside; its tables as for `oneNode`. */
export function nodeWithIpv6(
  tables: Readonly<Record<string, readonly string[]>>,
  overrides: Partial<NodeSpec> & Partial<Pick<WorldSpec, "conntrack">> = {},
): World {
  const { conntrack = "on", ...node } = overrides;
  const spec: WorldSpec = {
    conntrack,
    nodes: [
      {
        name: "node",
        interfaces: [
          {
            name: "eth0",
            addresses: ["fd00::10/64", "fd00::11/64", "fe80::10/64", "10.0.0.10/24"],
          },
          { name: "vethA", addresses: ["fe80::1/64"] },
          { name: "vethB", addresses: [] },
        ],
        routes: [
          "default via fd00::1",
          "fd00:1::2 dev vethA",
          "fd00:1::3 dev vethB",
          "unreachable fd00:bad::/64",
          "prohibit fd00:bad:1::/64",
          "blackhole fd00:bad:2::/64",
        ],
        sysctls: {},
        ipsets: [],
        rules: parseRuleset(saveText(tables), { family: "IPv6" }).ruleset,
        ...node,
      },
    ],
    hosts: [
      { name: "client", network: "eth0", addresses: ["2001:db8::7", "fd00::1", "fe80::7"] },
      { name: "peer", network: "eth0", addresses: ["fd00::20", "fe80::20"] },
      { name: "podA", network: "vethA", addresses: ["fd00:1::2", "fe80::a"] },
      { name: "podB", network: "vethB", addresses: ["fd00:1::3", "fe80::b"] },
    ],
  };
  const { world, problems } = buildWorld(spec);
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.text}: ${problem.why}`);
  return world;
}
