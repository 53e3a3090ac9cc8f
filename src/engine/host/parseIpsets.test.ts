import { expect, test } from "vitest";
import { ip, packetWith } from "../matches/testing/packets";
import type { Packet } from "../net/packet";
import { ICMP, UDP } from "../net/protocol";
import { changeIpset } from "./changeIpset";
import { isInIpset } from "./ipset";
import { parseIpsets } from "./parseIpsets";

test("a set with a netmask holds the whole network of an entry", () => {
  const lines = ["create nm hash:ip netmask 24", "add nm 10.244.0.0", "add nm 10.244.3.77"];
  expect(isIn(lines, { source: "10.244.0.5" })).toBe("yes");
  expect(isIn(lines, { source: "10.244.3.200" })).toBe("yes");
  expect(isIn(lines, { source: "10.244.1.5" })).toBe("no");
});

test("the entry that a packet adds to a set with a netmask is its network", () => {
  const { ipsets } = parseIpsets(["create nm hash:ip netmask 24"]);
  const change = { change: "add", name: "nm", ends: ["src"], exist: false } as const;
  const maker = { packet: packetWith({ source: ip("10.0.0.7") }), timeMs: 0 };
  const done = changeIpset(ipsets, { ...change, timeoutSeconds: undefined }, maker);
  if ("missing" in done || done.changed === undefined) throw new Error("nothing was added");
  const packet = packetWith({ source: ip("10.0.0.99") });
  const question = { packet, directions: ["src"], timeMs: 0 } as const;
  expect(isInIpset(new Map([["nm", done.changed]]), "nm", question)).toBe("yes");
});

test("a mask that is no prefix leaves a set undecided, and is told", () => {
  const lines = ["create odd hash:ip bitmask 255.0.0.255", "add odd 10.0.0.7"];
  expect(isIn(lines, { source: "10.0.0.7" })).toEqual({ missing: { kind: "ipset", name: "odd" } });
  expect(parseIpsets(lines).problems.map(({ line }) => line)).toEqual([lines[0]]);
});

test("messages of ICMP are in a set by type and code, as ipset save prints them", () => {
  const lines = [
    "create s hash:ip,port",
    "add s 10.0.0.1,icmp:echo-request",
    "add s 10.0.0.1,icmp:3/13",
  ];
  const isMessage = (type: number, code: number) =>
    isIn(lines, { protocol: ICMP, icmp: { type, code } }, ["src", "src"]);
  expect([isMessage(8, 0), isMessage(3, 13), isMessage(3, 1), isMessage(0, 0)]).toEqual([
    "yes",
    "yes",
    "no",
    "no",
  ]);
});

test("a protocol without ports has the port 0", () => {
  const lines = ["create s hash:ip,port", "add s 10.0.0.1,gre:0"];
  expect(isIn(lines, { protocol: 47 }, ["src", "dst"])).toBe("yes");
  expect(isIn(lines, { protocol: 50 }, ["src", "dst"])).toBe("no");
});

test("a bitmap of ports takes TCP and UDP alone", () => {
  const lines = ["create p bitmap:port range 0-65535", "add p 2048"];
  expect(isIn(lines, { protocol: UDP, sourcePort: 2048 })).toBe("yes");
  expect(isIn(lines, { protocol: ICMP, icmp: { type: 8, code: 0 } })).toBe("no");
});

test("an entry that cannot be read leaves undecided what no other entry decides", () => {
  const lines = ["create s hash:ip,port", "add s 10.0.0.1,tcp:80", "add s 10.0.0.1,carp:7"];
  expect(isIn(lines, { destinationPort: 80 }, ["src", "dst"])).toBe("yes");
  expect(isIn(lines, { destinationPort: 81 }, ["src", "dst"])).toEqual({
    missing: { kind: "other", name: "what the unread entries of ipset s hold" },
  });
});

test("an exception that cannot be read may take a packet out of a set, and puts none in", () => {
  const lines = ["create n hash:net", "add n 10.0.0.0/8", "add n 10.0.0.300 nomatch"];
  expect(isIn(lines, { source: "10.0.0.1" })).toHaveProperty("missing");
  expect(isIn(lines, { source: "11.0.0.1" })).toBe("no");
});

test("a set of a type that is not known is told once, by its type", () => {
  const lines = ["create ni hash:net,iface", "add ni 10.0.0.0/8,eth0", "add ni 11.0.0.0/8,eth0"];
  expect(parseIpsets(lines).problems).toEqual([
    {
      line: "create ni hash:net,iface",
      why: "Sets of type hash:net,iface are not known here, so what is in ni is undecided.",
    },
  ]);
});

type Wanted = Omit<Partial<Packet>, "source"> & { readonly source?: string };

function isIn(
  lines: readonly string[],
  { source = "10.0.0.1", ...wanted }: Wanted,
  directions: readonly ("src" | "dst")[] = ["src"],
) {
  const [, name = ""] = lines[0]?.split(" ") ?? [];
  const packet = packetWith({ ...wanted, source: ip(source) });
  return isInIpset(parseIpsets(lines).ipsets, name, { packet, directions, timeMs: 0 });
}
