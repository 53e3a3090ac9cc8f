import { expect, test } from "vitest";
import { oneNode, send } from "../testing/sending";

const OTHER_GATEWAY =
  "default nexthop via 10.0.0.1 dev eth0 weight 1 nexthop via 10.0.0.20 dev eth0 weight 1";
const OTHER_DEVICE = "default nexthop via 10.0.0.1 dev eth0 nexthop dev vethA";

function nodeWith(route: string, rules: readonly string[] = [], sysctls = {}) {
  return oneNode({ filter: rules }, { routes: [route, "10.244.1.3 dev vethB"], sysctls });
}

test("R49: of several next hops each is a way, and where they end apart it is said what decides", () => {
  const { turn } = send(nodeWith(OTHER_GATEWAY), "podB > tcp 198.51.100.1:80");
  expect(turn.outcome).toMatchObject({ what: "undecided" });
  expect(turn.outcome).toHaveProperty("missing", [
    {
      kind: "other",
      name: 'which next hop of "default nexthop via 10.0.0.1 dev eth0 nexthop via 10.0.0.20 dev eth0" the kernel\'s hash chooses',
    },
  ]);
});

test("where all next hops end alike the outcome is told", () => {
  const world = nodeWith(OTHER_GATEWAY, ["FORWARD -o eth0 -j DROP"]);
  const { turn } = send(world, "podB > tcp 198.51.100.1:80");
  expect(turn.outcome).toMatchObject({ what: "dropped", by: { chain: "FORWARD", ruleNumber: 1 } });
});

test("the way back may lead over any of several next hops", () => {
  const world = nodeWith(OTHER_DEVICE, [], { "net/ipv4/conf/all/rp_filter": 1 });
  for (const from of ["podA", "client"]) {
    const { turn } = send(world, `${from} > udp 10.0.0.10:53`, {});
    expect(turn.outcome, from).toEqual({ what: "local", at: "node" });
  }
  const { turn } = send(world, "podB > udp 10.0.0.10:53", { source: undefined });
  expect(turn.outcome).toEqual({ what: "local", at: "node" });
});

test("a next hop without its device is refused with a sentence", () => {
  expect(() => nodeWith("default nexthop via 10.0.0.1 nexthop via 10.0.0.20")).toThrow(
    "A next hop lacks its device; dev eth0 behind each of them would be right.",
  );
});
