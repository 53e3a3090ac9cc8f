import fc from "fast-check";
import { expect, test } from "vitest";
import { splitSections } from "../sections/splitSections";
import { readTrace } from "./readTrace";

const read = (...lines: readonly string[]) => readTrace(splitSections(lines.join("\n")));

const TCP =
  "IN=eth0 OUT= MAC=02:00:00:00:00:01:02:00:00:00:00:02:08:00 SRC=192.0.2.1 DST=10.0.0.10 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=77 DF PROTO=TCP SPT=40000 DPT=30080 SEQ=1 ACK=0 WINDOW=64240 RES=0x00 SYN URGP=0 MARK=0x4000 ";

test("the kernel's lines are steps with table, chain, number and the packet as it was", () => {
  const steps = read(
    "$ dmesg",
    `[ 12.345678] TRACE: raw:PREROUTING:policy:2 ${TCP}`,
    "[ 12.345679] something else",
    `Nov 21 10:00:00 node kernel: TRACE: nat:KUBE-SVC-A:rule:1 ${TCP}`,
  );
  expect(
    steps.map(({ line, table, chain, kind, ruleNumber }) => [line, table, chain, kind, ruleNumber]),
  ).toEqual([
    [2, "raw", "PREROUTING", "policy", 2],
    [4, "nat", "KUBE-SVC-A", "rule", 1],
  ]);
  expect(steps[0]?.packet).toEqual({
    inInterface: "eth0",
    outInterface: undefined,
    source: "192.0.2.1",
    destination: "10.0.0.10",
    protocol: "TCP",
    sourcePort: 40000,
    destinationPort: 30080,
    icmpType: undefined,
    icmpCode: undefined,
    flags: ["SYN"],
    ttl: 63,
    tos: 0,
    length: 60,
    mark: 0x4000,
    id: 77,
    echo: undefined,
    owner: undefined,
    quoted: undefined,
  });
});

test("the packet that an ICMP error quotes is not its own", () => {
  const [step] = read(
    "TRACE: filter:OUTPUT:rule:1 IN= OUT=eth0 SRC=10.0.0.10 DST=192.0.2.1 LEN=88 TTL=64 ID=9 PROTO=ICMP TYPE=3 CODE=3 [SRC=192.0.2.1 DST=10.0.0.10 PROTO=UDP SPT=5 DPT=6 LEN=8 ] ",
  );
  expect(step?.packet).toMatchObject({
    protocol: "ICMP",
    icmpType: 3,
    icmpCode: 3,
    sourcePort: undefined,
    quoted: { protocol: "UDP", source: "192.0.2.1", sourcePort: 5, length: 8 },
  });
});

test("an echo has numbers of its own, and what a local process sends an owner", () => {
  const [step] = read(
    "TRACE: raw:OUTPUT:policy:2 IN= OUT=eth0 SRC=10.0.0.10 DST=192.0.2.1 LEN=84 TOS=0x08 PREC=0xC0 TTL=64 ID=77 PROTO=ICMP TYPE=8 CODE=0 ID=5 SEQ=3 UID=7 GID=9 ",
  );
  expect(step?.packet).toMatchObject({
    id: 77,
    tos: 0xc8,
    length: 84,
    echo: { id: 5, sequence: 3 },
    owner: { uid: 7, gid: 9 },
  });
});

test("xtables-monitor shows a packet once, and its steps by handle and verdict", () => {
  const steps = read(
    "PACKET: 2 3f5ba3f3 IN=lo MACSRC=0:0:0:0:0:0 SRC=127.0.0.1 DST=127.0.0.1 LEN=84 TOS=0x0 TTL=64 ID=38293DF PROTO=ICMP TYPE=8 CODE=0 ID=5 SEQ=1",
    " TRACE: 2 3f5ba3f3 raw:PREROUTING:rule:0x3:CONTINUE  -4 -t raw -A PREROUTING -p icmp -j TRACE",
    " TRACE: 2 3f5ba3f3 raw:PREROUTING:return:",
    " TRACE: 2 3f5ba3f3 raw:PREROUTING:policy:ACCEPT",
  );
  expect(steps).toMatchObject([
    {
      kind: "rule",
      ruleHandle: 3,
      verdict: "CONTINUE",
      rule: "-A PREROUTING -p icmp -j TRACE",
      packet: { id: 38293 },
    },
    { kind: "return", ruleHandle: undefined, verdict: undefined, traceId: "3f5ba3f3" },
    { kind: "policy", verdict: "ACCEPT" },
  ]);
});

test("what xtables-monitor 1.8.9 printed of a UDP packet in a user chain is read", () => {
  const [step] = read(
    "PACKET: 2 b3baf474 OUT=lo SRC=127.0.0.1 DST=127.0.0.1 LEN=29 TOS=0x0 TTL=64 ID=7351 DF SPORT=49609 DPORT=5 ",
    " TRACE: 2 b3baf474 filter:U:rule:0x2:0xfffffffb  -4 -t filter -A U -p udp -m udp --dport 5 -j RETURN",
  );
  expect(step).toMatchObject({
    chain: "U",
    verdict: "RETURN",
    packet: { outInterface: "lo", sourcePort: 49609, destinationPort: 5 },
  });
});

test("no line makes it throw", () => {
  const piece = fc.constantFrom(
    "TRACE: ",
    "nat:",
    "rule:1 ",
    "SRC=",
    "1.2.3.4 ",
    "[",
    "]",
    "PACKET: 2 a ",
    "TRACE: 2 a ",
    "x",
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }),
      (pieces) => {
        read(
          `TRACE: nat:X:rule:1 ${pieces.join("")}`,
          `PACKET: 1 a ${pieces.join("")}`,
          pieces.join(""),
        );
      },
    ),
  );
});
