import { expect, test } from "vitest";
import { redactSource } from "./redactSource";

function redacted(ipsets: readonly string[]): readonly string[] {
  const node = { name: "node", rulesText: "", interfaces: [], routes: [], sysctls: {} };
  const { nodes } = redactSource({ nodes: [{ ...node, ipsets, unknown: {} }], hosts: [] }, 7);
  return nodes[0]?.ipsets ?? [];
}

test.each([
  ["create s bitmap:port range 1-1000 timeout 0", "add s 80 timeout 0"],
  ["create s bitmap:port range tcp:1-1000 counters", "add s 80 packets 3 bytes 180"],
  [
    "create s hash:ip,port family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x5f1c8d02",
  ],
  ["create s hash:ip family inet hashsize 1024 maxelem 65536 netmask 24 forceadd comment"],
  ["create s hash:ip family inet hashsize 1024 maxelem 65536 bitmask 255.255.0.255"],
  ["create s hash:ip,mark family inet markmask 0x0000ffff hashsize 1024 maxelem 65536"],
  ["create s hash:net family inet6 hashsize 1024 maxelem 65536 skbinfo"],
  ["create s list:set size 8 counters"],
  ["create s hash:ip,port family inet", "add s 127.0.0.1,tcp:80"],
  ["create s hash:ip,port family inet", "add s 127.0.0.1,icmp:echo-request"],
  ["create s hash:ip,port family inet", "add s 127.0.0.1,icmp:8/0 nomatch"],
  ["create s hash:ip,port family inet6", "add s ::1,icmpv6:echo-request"],
  ["create s hash:net,port family inet", "add s 10.0.0.0/8,udp:53-60"],
  ["create s hash:net,port family inet", "add s 10.0.0.0/8,gre:0 timeout 30"],
  [
    "create s hash:ip,mark family inet skbinfo",
    "add s 127.0.0.1,0x63 skbmark 0x1/0xff skbprio 1:10 skbqueue 5",
  ],
  ["create s hash:net,iface family inet", "add s 0.0.0.0/0,eth0 nomatch"],
  ["create s hash:net,iface family inet", "add s 0.0.0.0/0,physdev:eth0"],
])("%s stays as it is but for the set's name: %s", (...lines) => {
  expect(redacted(lines)).toEqual(lines.map((line) => line.replace(/ s /, " set-1 ")));
});

test.each([
  { type: "bitmap:ip range 10.37.44.0/24", entry: "10.37.44.10" },
  { type: "bitmap:ip range 10.37.44.0-10.37.44.255 netmask 28", entry: "10.37.44.16" },
  { type: "bitmap:ip,mac range 10.37.44.0/24", entry: "10.37.44.10,52:54:00:AA:BB:CC" },
  { type: "hash:mac", entry: "52:54:00:AA:BB:CC" },
  { type: "hash:ip,mac", entry: "10.37.44.10,52:54:00:AA:BB:CC" },
  { type: "hash:ip,port,ip", entry: "10.37.44.10,tcp:80,10.37.44.11" },
  { type: "hash:ip,port,net", entry: "10.37.44.10,tcp:80,10.37.0.0/16" },
  { type: "hash:net,net", entry: "10.37.44.0/24,10.37.0.0/16" },
  { type: "hash:net,port,net", entry: "10.37.44.0/24,tcp:80,10.37.0.0/16" },
  { type: "hash:net family inet6", entry: "fe80::5054:ff:feaa:bbcc" },
])("$type keeps its form, and of $entry nothing is left", ({ type, entry }) => {
  const [create = "", add = ""] = redacted([
    `create secret ${type}`,
    `add secret ${entry} comment "secret"`,
  ]);
  expect(create.replaceAll(/[\d.]+/g, "n")).toBe(`create set-1 ${type}`.replaceAll(/[\d.]+/g, "n"));
  expect(add).not.toMatch(/37\.44|54:00|5054|secret/);
  expect(add.split(",").length).toBe(entry.split(",").length);
});

test("interfaces and sets in entries have their other names, and a wildcard stays a beginning", () => {
  const lines = [
    "create secret hash:net,iface family inet",
    "add secret 0.0.0.0/0,acme1",
    "add secret 0.0.0.0/0,physdev:acme2",
    "add secret 0.0.0.0/0,acme wildcard",
    "create all list:set size 8",
    "add all secret",
  ];
  const [, first = "", second = "", pattern = "", ...lists] = redacted(lines);
  const [, beginning = "?"] = /,(\S+) wildcard$/.exec(pattern) ?? [];
  expect(first).toContain(`,${beginning}`);
  expect(second).toContain(`,physdev:${beginning}`);
  expect(lists).toEqual(["create set-2 list:set size 8", "add set-2 set-1"]);
  expect(JSON.stringify([first, second, pattern])).not.toContain("acme");
});

test("names in capitals that kube-proxy does not write are somebody's own", () => {
  const own = ["KUBE-ACMECORP", "KUBE-6-ACMECORP", "KUBE-NODE-PORT-ACME"];
  const known = ["KUBE-LOOP-BACK", "KUBE-NODE-PORT-LOCAL-SCTP-HASH", "KUBE-6-IPVS-IPS"];
  const create = (name: string) => `create ${name} hash:ip family inet`;
  expect(redacted([...own, ...known].map(create))).toEqual([
    ...["set-1", "set-2", "set-3"].map(create),
    ...known.map(create),
  ]);
});
