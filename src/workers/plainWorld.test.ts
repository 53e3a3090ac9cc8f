import { expect, test } from "vitest";
import { buildWorld, countEndpoints, parseAddress, parseRuleset, type WorldSpec } from "@/engine";
import { plainWorld, worldOfPlain } from "./plainWorld";

const RULES = `*nat
:PREROUTING ACCEPT [0:0]
:SVC - [0:0]
-A PREROUTING -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j SVC
-A SVC -m statistic --mode random --probability 0.5 -p tcp -j DNAT --to-destination 10.244.1.2:8080
-A SVC -p tcp -j DNAT --to-destination 10.244.1.3:8080
COMMIT
`;

const spec: WorldSpec = {
  conntrack: "on",
  nodes: [
    {
      name: "node",
      interfaces: [
        { name: "eth0", addresses: ["10.0.0.10/24"] },
        { name: "cni0", addresses: ["10.244.1.1/24"] },
      ],
      routes: [],
      sysctls: {},
      ipsets: [],
      rules: parseRuleset(RULES).ruleset,
    },
  ],
  hosts: [
    { name: "client", network: "node/eth0", addresses: ["10.0.0.20"] },
    { name: "podA", network: "node/cni0", addresses: ["10.244.1.2"] },
    { name: "podB", network: "node/cni0", addresses: ["10.244.1.3"] },
  ],
};

test("a world that went to a worker as plain data counts as the page's own", () => {
  const destination = parseAddress("10.96.0.10");
  if (destination === undefined) throw new Error("no address");
  const request = { from: "client", destination, protocol: 6, destinationPort: 80, replies: 0 };
  const counted = (world: ReturnType<typeof worldOfPlain>) =>
    countEndpoints(world, request, { connections: 400, seed: 7 });
  const away = counted(worldOfPlain(structuredClone(plainWorld(spec, new Map()))));
  expect(away).toEqual(counted(buildWorld(spec).world));
  expect(away.endpoints.map(({ at }) => at).sort()).toEqual(["podA", "podB"]);
});

test("what a fragment does not show is unknown in the worker too", () => {
  const fragment = "-A FORWARD -d 10.9.9.9/32 -j DROP\n";
  const [node] = spec.nodes;
  if (node === undefined) throw new Error("no node");
  const shown = { ...spec, nodes: [{ ...node, rules: parseRuleset(fragment).ruleset }] };
  const world = worldOfPlain(plainWorld(shown, new Map([["node", { text: fragment }]])));
  const destination = parseAddress("10.244.1.2");
  if (destination === undefined) throw new Error("no address");
  const request = { from: "client", destination, protocol: 6, destinationPort: 80, replies: 0 };
  const { failures } = countEndpoints(world, request, { connections: 5, seed: 1 });
  expect(failures).toEqual([{ what: "undecided", count: 5 }]);
});
