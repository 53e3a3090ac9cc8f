import { expect, test } from "vitest";
import {
  buildWorld,
  type NodeSpec,
  type PacketRequest,
  parseAddress,
  parseRuleset,
  type WorldSpec,
} from "@/engine";
import { addressesIn } from "@/intake/redact/redactor";
import { redactSource } from "@/intake/redact/redactSource";
import { redactRequest, redactView, walk } from "./redactedView";

const NODE: Omit<NodeSpec, "rules"> = {
  name: "node",
  interfaces: [
    { name: "eth0", addresses: ["10.37.44.10/24", "fe80::5054:aaff:febb:ccdd/64"], network: "lan" },
    { name: "pods", addresses: ["10.244.1.1/24", "fd00:10:244::1/64"], network: "pods" },
  ],
  routes: ["default via 10.37.44.1", "240.5.0.0/16 dev pods", "64:ff9b::/96 dev pods"],
  sysctls: { "net/ipv4/ip_forward": 1, "net/ipv6/conf/all/forwarding": 1 },
  ipsets: [
    "create ports bitmap:port range 1-1000 timeout 0",
    "add ports 80 timeout 0",
    "create nodes bitmap:ip range 10.37.44.0-10.37.44.255",
    "add nodes 10.37.44.77",
    "create ends hash:ip,port family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x5f1c8d02",
    "add ends 10.244.1.5,tcp:80",
    "add ends 10.244.1.5,icmp:echo-request",
    "create marks hash:ip,mark family inet markmask 0xffffffff hashsize 1024 maxelem 65536",
    "add marks 10.244.1.5,0x00000063",
    "create pairs hash:net,port,net family inet hashsize 1024 maxelem 65536 counters",
    "add pairs 10.37.44.0/24,udp:53,10.244.0.0/16 nomatch packets 0 bytes 0",
    "create all list:set size 8",
    "add all nodes",
  ],
  connections: [],
};

const RULES = `*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A PREROUTING -d 10.99.0.0/16 -j NETMAP --to 10.244.0.0/16
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A FORWARD -s 10.0.0.77/255.0.0.255 -j DROP
-A FORWARD -d 0.0.0.1/0.0.0.1 -p udp -j DROP
-A FORWARD -m iprange --src-range 10.37.44.20-10.37.200.3 -p udp -j REJECT
-A FORWARD -m recent --set --name seen --mask 255.0.0.255 --rsource
-A FORWARD -m recent --rcheck --name seen --mask 255.0.0.255 --rdest -j DROP
-A FORWARD -m set --match-set ports dst -m set --match-set ends dst,dst -j DROP
-A FORWARD -m set --match-set all src -j ACCEPT
-A FORWARD -d 240.5.6.0/24 -j DROP
-A FORWARD -d 169.254.77.0/24 -j REJECT
-A INPUT -d 224.0.0.18/32 -j ACCEPT
COMMIT
`;

const RULES_OF_IPV6 = `*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -s fe80::5054:aaff:febb:1/128 -j DROP
-A FORWARD -d ::a25:2c0a/::ffff:ffff -j DROP
-A FORWARD -s fe80::/10 -j DROP
COMMIT
`;

const HOSTS: WorldSpec["hosts"] = [
  { name: "client", network: "lan", addresses: ["10.37.44.77", "fe80::5054:aaff:febb:1"] },
  { name: "router", network: "lan", addresses: ["10.37.44.1"] },
  { name: "pod", network: "pods", addresses: ["10.244.1.5", "fd00:10:244::5"] },
].map((host) => ({ ...host, gateway: "node" }));

const OTHERS =
  "10.99.1.5 10.99.1.6 10.12.3.77 10.244.1.77 10.37.44.20 10.37.44.19 10.37.200.3 10.37.200.4 172.20.33.5 172.20.33.6 88.99.111.222 240.5.6.7 240.5.7.7 169.254.77.88 169.254.169.254 64:ff9b::a25:2c0a 64:ff9b::a25:2c0b";

test("100 packets fare alike past odd masks, ranges, NETMAP and sets of every kind, for ten drawings", () => {
  for (let seed = 0; seed < 10; seed++) {
    const texts = {
      nodes: [
        {
          ...NODE,
          rulesText: RULES,
          rulesTextOfOtherFamily: RULES_OF_IPV6,
          routes: [...NODE.routes, ...elsewhere()],
          unknown: {},
        },
      ],
      hosts: HOSTS,
    };
    const redacted = redactSource(texts, seed);
    const own = worldOf(texts);
    const other = worldOf(redacted);
    for (const request of requests(seed, JSON.stringify(texts)))
      expect(
        walk(other, redactRequest(request, redacted.redactor)),
        JSON.stringify(request),
      ).toEqual(redactView(walk(own, request), "", redacted.redactor));
  }
});

/** So that the dump knows of them. */
function elsewhere(): readonly string[] {
  return OTHERS.split(" ").map((address) => `${address} dev pods table 77`);
}

function worldOf({ nodes, hosts }: Parameters<typeof redactSource>[0]) {
  return buildWorld({
    hosts,
    conntrack: "on",
    nodes: nodes.map(({ rulesText, rulesTextOfOtherFamily = "", ...node }) => ({
      ...node,
      rules: parseRuleset(rulesText, { family: "IPv4" }).ruleset,
      rulesOfOtherFamily: parseRuleset(rulesTextOfOtherFamily, { family: "IPv6" }).ruleset,
    })),
  }).world;
}

function requests(seed: number, text: string): readonly PacketRequest[] {
  const addresses = addressesIn(text).flatMap(({ address }) => parseAddress(address) ?? []);
  return Array.from({ length: 100 }, (_, at) => at).flatMap((at): readonly PacketRequest[] => {
    const destination = addresses[(at * 7 + seed) % addresses.length];
    if (destination === undefined) return [];
    const from = ["client", "pod", "node"][(at + seed) % 3] ?? "node";
    const ports = { sourcePort: 40000, destinationPort: at % 4 < 2 ? 80 : 53 };
    const protocol = at % 2 === 0 ? 6 : 17;
    return [{ from, destination, protocol, ...ports, icmp: undefined, replies: 1 }];
  });
}
