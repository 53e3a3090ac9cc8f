import fc from "fast-check";
import { expect, test } from "vitest";
import { buildWorld, parseIpv4, parseRuleset, sendPacket } from "@/engine";
import { type NodesReading, readNodes, tellsOfNodes } from "./nodesReading";
import { calicoNode } from "./testing/calicoNode";
import { collectedNode } from "./testing/collectedNode";

function send({ nodes, hosts }: NodesReading, from: string, to: string, port: number) {
  const spec = nodes.map((node) => ({ ...node, rules: parseRuleset(node.rulesText).ruleset }));
  const { world, problems } = buildWorld({ nodes: spec, hosts, conntrack: "on" });
  expect(problems).toEqual([]);
  const destination = parseIpv4(to);
  if (destination === undefined) throw new Error(to);
  const request = {
    from,
    destination,
    protocol: 17,
    sourcePort: 5353,
    destinationPort: port,
    replies: 1,
  };
  return sendPacket(world, request, { kind: "seed", seed: 1 }).trace.turns[0]?.outcome;
}

test("a collected node is known but for its programs, and its pods and neighbours stand where its routes say", () => {
  const text = collectedNode("node-a");
  expect(tellsOfNodes(text)).toBe(true);
  const { nodes, hosts, problems, missing, sections } = readNodes(text);
  expect(problems).toEqual([]);
  expect(missing).toEqual([]);
  expect(nodes).toMatchObject([
    {
      name: "node-a",
      unknown: {
        addresses: false,
        interfaces: false,
        routes: false,
        ipsets: false,
        programs: true,
      },
      routingRules: [],
    },
  ]);
  expect(
    hosts.map(({ name, network, addresses }) => `${name} ${network} ${addresses.join(" ")}`),
  ).toEqual([
    "client eth0 203.0.113.7 10.0.0.1",
    "dns-1 cali1 10.244.1.7",
    "gateway-10-0-0-20 eth0 10.0.0.20",
    "pod-10-88-0-3 cni0 10.88.0.3",
  ]);
  expect(sections.map(({ what, told }) => `${what}: ${told}`)).toContain(
    "ip rule show: 0 rules beside those that every node has",
  );
});

test("a set and a stale connection change where a packet ends", () => {
  const fresh = collectedNode("node-a").replace(/^udp .*\n/m, "");
  expect(send(readNodes(fresh), "client", "10.0.0.10", 30053)).toMatchObject({
    what: "delivered",
    at: "dns-1",
  });
  expect(send(readNodes(collectedNode("node-a")), "client", "10.0.0.10", 30053)).toMatchObject({
    what: "delivered",
    at: "pod-10-88-0-3",
  });
  const refused = fresh.replace("add refused 198.51.100.0/24", "add refused 203.0.113.0/24");
  expect(send(readNodes(refused), "client", "10.0.0.10", 30053)).toMatchObject({ what: "dropped" });
});

test("several nodes share the segment of their outer network, and each other's pods are reached by their routes", () => {
  const other = collectedNode("node-b")
    .replaceAll("10.0.0.10", "10.0.0.20")
    .replaceAll("10.244.1.7", "10.244.2.7")
    .replace("10.244.2.0/24 via 10.0.0.20", "10.244.1.0/24 via 10.0.0.10");
  const reading = readNodes(`${collectedNode("node-a")}\n${other}`);
  expect(reading.nodes.map(({ name }) => name)).toEqual(["node-a", "node-b"]);
  expect(
    reading.nodes.map(({ interfaces }) => interfaces.find(({ name }) => name === "eth0")?.network),
  ).toEqual(["10.0.0.0/24", "10.0.0.0/24"]);
  expect(
    reading.nodes.map(({ interfaces }) => interfaces.find(({ name }) => name === "cni0")?.network),
  ).toEqual([undefined, undefined]);
  expect(send(reading, "dns-1", "10.244.2.7", 53)).toMatchObject({ what: "delivered" });
});

test("rules and addresses alone leave routes, sets and the rest unknown, and say what that means", () => {
  const { nodes, missing } = readNodes(
    "1: eth0: <UP> mtu 1500\n    inet 10.0.0.10/24 scope global eth0\n\n*filter\n:INPUT DROP [0:0]\n-A INPUT -m set --match-set good src -j ACCEPT\nCOMMIT\n",
  );
  expect(nodes[0]?.unknown).toMatchObject({ addresses: false, routes: true, ipsets: true });
  expect(missing.map((sentence) => sentence.split(":")[1]?.trim())).toEqual([
    "ip route show table all",
    "ip rule",
    "sysctl -a",
    "ipset save",
    "conntrack -L",
  ]);
});

test("a command that failed tells nothing, so what it would have told stays unknown", () => {
  const text = collectedNode("node-a").replace(
    /### chainwalk: ipset save\n(?:(?:create|add) .*\n)*/,
    "### chainwalk: ipset save\nipset v7.17: Kernel error received: Operation not permitted\n# failed with status 1\n",
  );
  const { nodes, sections, missing } = readNodes(text);
  expect(nodes[0]?.unknown.ipsets).toBe(true);
  expect(sections.find(({ what }) => what === "ipset save")?.told).toMatch(/^nothing: ipset v7/);
  expect(missing.join()).toContain("ipset save");
});

test("prompts with different names begin different nodes, and a hostname at the end names what stands before it", () => {
  const prompts =
    "root@a:~# ip route\ndefault via 10.0.0.1 dev eth0\nroot@b:~# ip route\ndefault via 10.0.0.1 dev eth0\n";
  expect(readNodes(prompts).nodes.map(({ name }) => name)).toEqual(["a", "b"]);
  const last = "default via 10.0.0.1 dev eth0\n$ hostname\nlate\n";
  expect(readNodes(last).nodes.map(({ name }) => name)).toEqual(["late"]);
});

test("no text, however mangled, makes it throw", () => {
  const lines = collectedNode("node-a").split("\n");
  const line = fc.oneof(
    fc.constantFrom(...lines),
    fc.constantFrom(...lines).chain((text) => fc.nat(text.length).map((at) => text.slice(at))),
    fc.string(),
    fc.constantFrom("default", "local", "1: __proto__: <", "Members:", "-> ", "0:", "src= dst="),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (mangled) => {
      const { nodes, hosts } = readNodes(mangled.join("\n"));
      const spec = nodes.map((node) => ({ ...node, rules: parseRuleset(node.rulesText).ruleset }));
      buildWorld({ nodes: spec, hosts, conntrack: "on" });
    }),
    { numRuns: 300 },
  );
});

test("a route through an IPIP tunnel leads to the given node that has its next hop outside, and the tunnel is told", () => {
  const [one, two] = [
    { name: "one", address: "192.168.1.11", pods: "10.244.84" },
    { name: "two", address: "192.168.1.12", pods: "10.244.247" },
  ] as const;
  const reading = readNodes(calicoNode(one, two) + calicoNode(two, one));
  expect(reading.problems).toEqual([]);
  expect(reading.nodes[0]?.routes).toContain("10.244.247.0/26 via 10.244.247.0 dev tunl0 onlink");
  expect(reading.assumed.filter((text) => text.includes("tunl0"))).toHaveLength(1);
  const pod = "pod-10-244-247-2";
  const arrived = { what: "delivered", at: pod };
  expect(send(reading, "pod-10-244-84-2", "10.244.247.2", 80)).toMatchObject(arrived);
  expect(send(reading, "one", "10.244.247.2", 80)).toMatchObject(arrived);
  const alone = readNodes(calicoNode(one, two));
  expect(alone.nodes[0]?.routes).toContain("10.244.247.0/26 via 192.168.1.12 dev tunl0 onlink");
  expect(alone.hosts.find(({ addresses }) => addresses.includes("192.168.1.12"))).toMatchObject({
    network: "tunl0",
    takes: "its own",
  });
});

test("rules of the legacy back end are the node's, though tools that show nothing stand before them", () => {
  const { nodes } = readNodes(
    [
      "### chainwalk: iptables-save -c",
      "### chainwalk: ip6tables-save -c",
      "### chainwalk: iptables-legacy-save -c",
      "*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT",
      "### chainwalk: ip6tables-legacy-save -c",
      "### chainwalk: hostname\nnode-a\n",
    ].join("\n"),
  );
  expect(nodes[0]?.rulesText).toContain(":INPUT DROP");
});
