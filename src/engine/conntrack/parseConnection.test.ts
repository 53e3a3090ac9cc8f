import { expect, test } from "vitest";
import { printEndpoint } from "../net/address";
import { givenConnections } from "./givenConnections";
import { parseConnection } from "./parseConnection";
import type { Tuple } from "./tuple";

function ends({ source, sourcePort, destination, destinationPort }: Tuple): string {
  return `${printEndpoint(source, sourcePort)} > ${printEndpoint(destination, destinationPort)}`;
}

function read(line: string) {
  const parsed = parseConnection(line);
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.connection;
}

const TCP_LINE =
  "tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.96.0.10 sport=40000 dport=80 src=10.244.1.2 dst=10.0.0.10 sport=8080 dport=1024 [ASSURED] mark=16384 use=1";

test("a line of conntrack -L gives both tuples, what was rewritten, state, mark and the seconds left", () => {
  const connection = read(TCP_LINE);
  expect(ends(connection.original)).toBe("10.0.0.1:40000 > 10.96.0.10:80");
  expect(ends(connection.reply)).toBe("10.244.1.2:8080 > 10.0.0.10:1024");
  expect(connection).toMatchObject({
    tcpState: "ESTABLISHED",
    mark: 0x4000,
    seenReply: true,
    assured: true,
    sourceChanged: true,
    destinationChanged: true,
    secondsLeft: 431999,
  });
});

test("-o extended and /proc/net/nf_conntrack, with counters, zones and labels between, read the same", () => {
  const extended = `ipv4     2 ${TCP_LINE.replace("src=10.244", "packets=5 bytes=300 src=10.244").replace("[ASSURED]", "packets=4 bytes=900 [ASSURED]")} zone=0 delta-time=3`;
  expect(read(extended)).toEqual(read(TCP_LINE));
});

test("an unreplied entry of UDP that nothing rewrote mirrors its first packet", () => {
  const connection = read(
    "udp      17 12 src=10.0.0.1 dst=10.96.0.10 sport=5353 dport=53 [UNREPLIED] src=10.96.0.10 dst=10.0.0.1 sport=53 dport=5353 mark=0 use=1",
  );
  expect(connection).toMatchObject({
    tcpState: undefined,
    seenReply: false,
    assured: false,
    sourceChanged: false,
    destinationChanged: false,
    destinationSettled: true,
  });
});

test("ICMP, IPv6 and protocols without ports are read", () => {
  const ping = read(
    "icmp     1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=77 src=10.0.0.2 dst=10.0.0.1 type=0 code=0 id=77 mark=0 use=1",
  );
  expect(ping.original).toMatchObject({ sourcePort: 77, icmp: { type: 8, code: 0 } });
  expect(ping.destinationChanged).toBe(false);
  const six = read(
    "ipv6     10 udp      17 28 src=fd00:0000:0000:0000:0000:0000:0000:0001 dst=fd00::2 sport=1 dport=2 src=fd00::3 dst=fd00::1 sport=2 dport=1 mark=0 use=2",
  );
  expect(ends(six.original)).toBe("[fd00::1]:1 > [fd00::2]:2");
  expect(six).toMatchObject({ destinationChanged: true, sourceChanged: false });
  const igmp = read(
    "unknown  2 590 src=10.0.0.1 dst=224.0.0.1 [UNREPLIED] src=224.0.0.1 dst=10.0.0.1 mark=0 use=1",
  );
  expect(igmp.original).toMatchObject({ protocol: 2, sourcePort: 0 });
});

test("a connection in a flow table shows no state and is established", () => {
  const line =
    "tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 [OFFLOAD] mark=0 use=3";
  expect(read(line)).toMatchObject({ tcpState: "ESTABLISHED", secondsLeft: undefined });
});

test.each([
  ["gibberish", "not a line of conntrack -L"],
  ["udp 17 12 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2", "both tuples"],
  [
    "udp 17 12 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=99999 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1",
    "both tuples",
  ],
  [TCP_LINE.replace("ESTABLISHED", "HAPPY"), "no state of a TCP connection"],
  [`${TCP_LINE} zone=5`, "zone 5"],
])("%j is refused with the reason", (line, why) => {
  const parsed = parseConnection(line);
  expect(parsed.ok ? "" : parsed.why).toContain(why);
});

test("a node starts from the connections given, in their order; what cannot be read or is there twice is told", () => {
  const lines = [
    TCP_LINE,
    "",
    "tcp nonsense",
    TCP_LINE,
    "conntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.",
  ];
  const { table, problems } = givenConnections(lines);
  expect([...table.connections.keys()]).toEqual([1]);
  expect(table.nextId).toBe(2);
  expect(problems.map(({ line }) => line)).toEqual(["tcp nonsense", TCP_LINE]);
  expect(givenConnections(lines).table).toBe(table);
});
