import { expect, test } from "vitest";
import { parseRuleset } from "../ruleset/parseRuleset";
import { ends, saveText, send, tablesOf } from "../testing/sending";
import { buildWorld } from "./buildWorld";
import type { InterfaceSpec } from "./worldSpec";

const CALL = "net/bridge/bridge-nf-call-iptables";
const TABLES = {
  nat: ["PREROUTING -d 10.96.0.10 -j DNAT --to-destination 10.244.0.5"],
  filter: [],
};

function bridge(called: number | undefined, port: Partial<InterfaceSpec> = {}) {
  const { world, problems } = buildWorld({
    conntrack: "on",
    nodes: [
      {
        name: "node",
        interfaces: [
          { name: "eth0", addresses: ["10.0.0.10/24"] },
          { name: "cni0", addresses: ["10.244.0.1/24"], isBridge: true, ...port },
        ],
        routes: ["default via 10.0.0.1", "10.244.9.5 dev cni0"],
        sysctls: called === undefined ? {} : { [CALL]: called },
        ipsets: [],
        rules: parseRuleset(saveText(TABLES)).ruleset,
      },
    ],
    hosts: [
      { name: "asking", network: "cni0", addresses: ["10.244.0.9"] },
      { name: "asked", network: "cni0", addresses: ["10.244.0.5", "10.244.9.5"] },
    ],
  });
  expect(problems).toEqual([]);
  return world;
}

test("R43: past the rules an answer to a neighbour keeps the source that nobody asked", () => {
  const { turn, reply } = send(bridge(0), "asking > tcp 10.96.0.10:80", { replies: 1 });
  expect(tablesOf(turn.hops)).toContain("PREROUTING nat");
  expect(ends(reply?.arrived?.packet)).toBe("10.244.0.5:80 > 10.244.0.9:40000");
  expect(reply).toMatchObject({ path: [], outcome: { what: "delivered", at: "asking" } });
  expect(reply?.arrived).toMatchObject({ node: "node", interface: "cni0", packet: { ttl: 64 } });
});

test("R43: shown to iptables the answer is translated back", () => {
  for (const called of [1, undefined]) {
    const { reply } = send(bridge(called), "asking > tcp 10.96.0.10:80", { replies: 1 });
    expect(ends(reply?.arrived?.packet)).toBe("10.96.0.10:80 > 10.244.0.9:40000");
  }
});

test("R43: what is no bridge, not on its network, or nobody's goes by the rules", () => {
  const passes = (world: ReturnType<typeof bridge>, address: string) =>
    tablesOf(send(world, `asking > tcp ${address}:80`).turn.hops).includes("FORWARD filter");
  expect(passes(bridge(0), "10.244.0.5")).toBe(false);
  expect(passes(bridge(0, { isBridge: false }), "10.244.0.5")).toBe(true);
  expect(passes(bridge(0), "10.244.9.5")).toBe(true);
  expect(passes(bridge(0), "10.244.0.77")).toBe(true);
});
