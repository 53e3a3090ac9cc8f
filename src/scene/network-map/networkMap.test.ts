import fc from "fast-check";
import { expect, test } from "vitest";
import { type HostSpec, parseRuleset, type WorldSpec } from "@/engine";
import { NODE_PORT_RULES } from "../testing/nodePortRules";
import { sendThrough, testWorld } from "../testing/sendThrough";
import { hostPlaces } from "./hostPlaces";
import { mapStateAt } from "./mapStateAt";
import { metHosts } from "./metHosts";
import { type NetworkMap, networkMap } from "./networkMap";

const NOBODY = new Set<string>();

/** `nodes` nodes on one segment with `pods` pods each, and a client beside them. */
function cluster(nodes: number, pods: number): WorldSpec {
  const names = Array.from({ length: nodes }, (_, index) => `node-${index}`);
  const podsOf = (node: string, index: number): HostSpec[] =>
    Array.from({ length: pods }, (_, pod) => ({
      name: `web-${index}-${pod}`,
      network: `${node}/veth${pod}`,
      addresses: [`10.244.${index}.${pod + 2}`],
    }));
  return {
    nodes: names.map((name, index) => ({
      name,
      interfaces: [
        { name: "eth0", addresses: [`192.168.1.${10 + index}/24`], network: "lan" },
        ...Array.from({ length: pods }, (_, pod) => ({ name: `veth${pod}`, addresses: [] })),
      ],
      routes: ["default via 192.168.1.1"],
      sysctls: {},
      rules: parseRuleset("").ruleset,
      ipsets: [],
    })),
    hosts: [
      { name: "client", network: "lan", addresses: ["203.0.113.7", "192.168.1.1"] },
      ...names.flatMap(podsOf),
    ],
    conntrack: "on",
  };
}

test("the client stands outside on the left, nodes with their pods beside it", () => {
  const map = networkMap(cluster(3, 1), { widthPx: 1168, met: NOBODY });
  expect(map.hosts.map(({ id, kind, x, widthPx }) => [id, kind, x, widthPx])).toEqual([
    ["client", "outside", 16, 160],
    ["node-0", "node", 232, 296],
    ["node-1", "node", 544, 296],
    ["node-2", "node", 856, 296],
  ]);
  expect(map.hosts[1]).toMatchObject({ address: "192.168.1.10", morePods: 0 });
  expect(map.hosts[1]?.pods).toMatchObject([{ id: "web-0-0", x: 240, y: 80, widthPx: 280 }]);
  expect(map.links.at(-1)?.label).toBe("192.168.1.0/24");
});

test("with one node the host behind its default route is outside, the others are its pods", () => {
  const hosts = [
    { name: "podA", network: "vethA", addresses: ["10.244.0.5"] },
    { name: "client", network: "eth0", addresses: ["10.0.0.1"] },
  ];
  const node = {
    name: "n",
    interfaces: [
      { name: "eth0", addresses: ["10.0.0.10/24"] },
      { name: "vethA", addresses: [] },
    ],
    routes: ["default via 10.0.0.1"],
    sysctls: {},
    rules: parseRuleset("").ruleset,
    ipsets: [],
  };
  const places = hostPlaces({ nodes: [node], hosts, conntrack: "on" });
  expect(places.outside.map(({ name }) => name)).toEqual(["client"]);
  expect(places.podsOf.get("n")?.map(({ name }) => name)).toEqual(["podA"]);
  expect([...places.segments]).toEqual([["n/eth0", ["client", "n"]]]);
});

test("what the walk meets is shown before all else, and what has no room is counted", () => {
  const met = new Set(["client", "node-7", "web-7-30"]);
  const map = networkMap(cluster(12, 40), { widthPx: 1168, met });
  const met7 = map.hosts.find(({ id }) => id === "node-7");
  expect(met7?.pods.map(({ id }) => id)).toContain("web-7-30");
  expect(met7?.morePods).toBe(40 - (met7?.pods.length ?? 0));
  expect(map.moreHosts?.names).toHaveLength(13 - map.hosts.length);
  expect(map.widthPx).toBe(1168);
});

test("when more is met than fits, the map is wider than its room", () => {
  const met = new Set(Array.from({ length: 8 }, (_, index) => `node-${index}`));
  const map = networkMap(cluster(8, 1), { widthPx: 900, met });
  expect(map.hosts.filter(({ kind }) => kind === "node")).toHaveLength(8);
  expect(map.widthPx).toBeGreaterThan(900);
});

test("hosts and pods never lie on each other", () => {
  const count = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(count, count, fc.integer({ min: 320, max: 2000 }), (nodes, pods, widthPx) => {
      const { hosts } = networkMap(cluster(nodes, pods), { widthPx, met: NOBODY });
      expectApart(hosts);
      for (const host of hosts) {
        expectApart(host.pods);
        for (const pod of host.pods) {
          expect(pod.x).toBeGreaterThanOrEqual(host.x);
          expect(pod.x + pod.widthPx).toBeLessThanOrEqual(host.x + host.widthPx);
        }
      }
    }),
  );
});

function expectApart(boxes: readonly { readonly x: number; readonly widthPx: number }[]): void {
  for (const [index, box] of boxes.slice(1).entries()) {
    const before = boxes[index];
    expect(box.x).toBeGreaterThanOrEqual((before?.x ?? 0) + (before?.widthPx ?? 0));
  }
}

const walk = sendThrough(NODE_PORT_RULES, { to: "10.244.1.5", from: "client" });
const map: NetworkMap = networkMap(testWorld(NODE_PORT_RULES), {
  widthPx: 1168,
  met: metHosts(walk.timeline),
});
const arrivalAt = (host: string, turn: number) =>
  walk.timeline.stops.findIndex((stop) => stop.at === host && stop.turn === turn && stop.hop);

test("the host of the packet is current, the next one on its way next, and the link between dotted", () => {
  const state = mapStateAt(map, walk.timeline, arrivalAt("node-a", 0));
  expect(state.hosts.get("node-a")).toBe("current");
  expect(state.hosts.get("node-b")).toBe("next");
  expect(state.hosts.get("client")).toBe("visited");
  expect(state.went).toHaveLength(1);
  expect(state.next[0]?.y).toBe(46);
  expect(state.label).toBe("eth0");
});

test("the pod whose address the packet carries is its destination until it is there", () => {
  const pods = (stop: number) => mapStateAt(map, walk.timeline, stop).pods.get("pod-b");
  expect(pods(arrivalAt("node-a", 0))).toBe("destination");
  expect(pods(arrivalAt("pod-b", 0))).toBe("current");
});

test("the token's way begins where it rests and ends where it rests next; on one host it stays", () => {
  const { stops } = walk.timeline;
  for (const { index, at } of stops.slice(0, -1)) {
    const state = mapStateAt(map, walk.timeline, index);
    const next = mapStateAt(map, walk.timeline, index + 1);
    if (stops[index + 1]?.at === at) {
      expect([state.way, next.token]).toEqual([[], state.token]);
    } else {
      expect([state.way[0], state.way.at(-1)]).toEqual([state.token, next.token]);
    }
  }
});

/** A node of IPv6 whose client is on its way out, named by the bare interface, and two pods behind another. */
function nodeOfIpv6(route: string): WorldSpec {
  return {
    nodes: [
      {
        name: "node",
        interfaces: [
          { name: "eth0", addresses: ["fd00:1::10/64"], network: "eth0" },
          { name: "cni0", addresses: [], network: "cni0" },
        ],
        routes: [route, "fd00:10:244::5 dev cni0"],
        sysctls: {},
        rules: parseRuleset("", { family: "IPv6" }).ruleset,
        ipsets: [],
      },
    ],
    hosts: [
      { name: "client", network: "eth0", addresses: ["2001:db8::7"] },
      { name: "a", network: "cni0", addresses: ["fd00::5"] },
      {
        name: "pod-with-a-longer-name",
        network: "cni0",
        addresses: ["fd00:10:244:ffff:ffff:ffff:ffff:fffe"],
      },
    ],
    conntrack: "on",
  };
}

test.each(["-6 default dev eth0", "default via fd00:1::1"])(
  "behind the way out that `%s` tells stands the client, on a link with the network's prefix",
  (route) => {
    const world = nodeOfIpv6(route);
    expect(hostPlaces(world).outside.map(({ name }) => name)).toEqual(["client"]);
    const { links } = networkMap(world, { widthPx: 1168, met: NOBODY });
    expect(links).toMatchObject([{ from: "client", to: "node", label: "fd00:1::/64" }]);
  },
);

test("what stands behind a link that is named as one to the world is no pod, whatever the routes say", () => {
  for (const routes of [[], ["default dev ens5"]]) {
    const [node] = nodeOfIpv6("-6 default dev eth0").nodes;
    if (node === undefined) throw new Error("no node");
    const world = { ...nodeOfIpv6("-6 default dev eth0"), nodes: [{ ...node, routes }] };
    expect(hostPlaces(world).outside.map(({ name }) => name)).toEqual(["client"]);
  }
});

test("pods whose address needs more room get it from those that need less", () => {
  const { hosts } = networkMap(nodeOfIpv6("-6 default dev eth0"), { widthPx: 1168, met: NOBODY });
  const [short, long] = hosts.find(({ id }) => id === "node")?.pods ?? [];
  expect(long?.widthPx).toBeGreaterThan((22 + 36) * 7.2);
  expect(short?.widthPx).toBeLessThan(300);
  expect((short?.x ?? 0) + (short?.widthPx ?? 0)).toBeLessThan(long?.x ?? 0);
});
