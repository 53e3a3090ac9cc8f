import { describe, expect, test } from "vitest";
import { TCP, UDP } from "../net/protocol";
import { tcp } from "./tcp";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(
  tcp,
  [
    ["", same],
    ["--dport 80", same],
    ["--dport http", prints("--dport 80")],
    ["--dport 0x50", prints("--dport 80")],
    ["--dport 80 --sport 1024:", prints("--sport 1024:65535 --dport 80")],
    ["--dport :100 --sport 100:100", prints("--sport 100 --dport 0:100")],
    ["--dport 0:65535", prints("")],
    ["! --dport 0:65535", prints("")],
    ["--destination-port 80", prints("--dport 80")],
    ["--syn", prints("--tcp-flags FIN,SYN,RST,ACK SYN")],
    ["! --syn", prints("! --tcp-flags FIN,SYN,RST,ACK SYN")],
    ["--tcp-flags SYN,RST RST,SYN", prints("--tcp-flags SYN,RST SYN,RST")],
    ["--tcp-flags ALL NONE", prints("--tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE")],
    [
      "--sport 5 ! --tcp-flags SYN,ACK SYN --dport 6 --tcp-option 7",
      prints("--sport 5 --dport 6 --tcp-option 7 ! --tcp-flags SYN,ACK SYN"),
    ],
    ["--dport 100:50", fails],
    ["--dport 65536", fails],
    ["--dport 1:2:3", fails],
    ["--dport nosuchservice", fails],
    ["--tcp-flags SYN,FOO SYN", fails],
    ["--tcp-option 0", fails],
    ["--syn --tcp-flags SYN SYN", fails],
  ],
  TCP,
);

test("it wants -p tcp", () => {
  expect(tcp.parse([], UDP).ok).toBe(false);
  expect(tcp.parse([], undefined).ok).toBe(false);
});

describe("tcp.test", () => {
  test.each([
    ["--dport 80", {}, "yes"],
    ["--dport 81:90", {}, "no"],
    ["! --dport 81:90", {}, "yes"],
    ["! --dport 0:65535", {}, "no"],
    ["--sport 40000 --dport 80", {}, "yes"],
    ["--syn", {}, "yes"],
    ["--syn", { tcpFlags: 18 }, "no"],
    ["! --syn", { tcpFlags: 18 }, "yes"],
    ["--tcp-flags SYN,RST NONE", { tcpFlags: 16 }, "yes"],
    ["", { protocol: UDP }, "no"],
  ] as const)("%s on %j: %s", (written, fields, decision) => {
    expect(tcp.test(mk(tcp, written, TCP), packetWith(fields), contextWith())).toBe(decision);
  });

  test("TCP options are not modelled, which leaves it undecided unless a port fails", () => {
    const missing = { kind: "payload", name: "TCP options" };
    const decide = (written: string) =>
      tcp.test(mk(tcp, written, TCP), packetWith(), contextWith());
    expect(decide("--tcp-option 7")).toEqual({ missing });
    expect(decide("--tcp-option 7 --dport 81")).toBe("no");
  });

  test("every option is explained by itself", () => {
    const spec = mk(tcp, "--sport 1 --dport 80 --syn", TCP);
    const parts = tcp.explain(spec, packetWith(), contextWith());
    expect(parts.map(({ part, decision }) => `${part}: ${decision}`)).toEqual([
      "--sport 1: no",
      "--dport 80: yes",
      "--tcp-flags FIN,SYN,RST,ACK SYN: yes",
    ]);
  });
});
