import { describe, expect, test } from "vitest";
import { UDP } from "../net/protocol";
import { dscp } from "./dscp";
import { length } from "./length";
import { pkttype } from "./pkttype";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, ip, packetWith } from "./testing/packets";
import { tos } from "./tos";
import { ttl } from "./ttl";

itReadsAndPrints(ttl, [
  ["--ttl-lt 5", same],
  ["! --ttl-eq 5", same],
  ["--ttl 5", prints("--ttl-eq 5")],
  ["--ttl-gt 256", fails],
  ["--ttl-gt 5 --ttl-lt 9", fails],
]);
itReadsAndPrints(length, [
  ["--length 100:200", same],
  ["! --length :5", prints("! --length 0:5")],
  ["--length 5:", prints("--length 5:65535")],
  ["--length 9:5", same],
]);
itReadsAndPrints(pkttype, [
  ["--pkt-type host", prints("--pkt-type unicast")],
  ["! --pkt-type bcast", prints("! --pkt-type broadcast")],
  ["--pkt-type nosuch", fails],
]);
itReadsAndPrints(dscp, [
  ["! --dscp 10", prints("! --dscp 0x0a")],
  ["--dscp-class EF", prints("--dscp 0x2e")],
  ["--dscp-class cs0", prints("--dscp 0x00")],
  ["--dscp 64", fails],
  ["--dscp-class XX", fails],
]);
itReadsAndPrints(tos, [
  ["--tos 0x10", prints("--tos 0x10/0xff")],
  ["--tos Minimize-Delay", prints("--tos 0x10/0x3f")],
  ["! --tos 0x10/0x1f", same],
  ["--tos 256", fails],
]);

describe("header fields", () => {
  const packet = packetWith({ ttl: 63, tos: 0x28, payloadBytes: 12, protocol: UDP });
  const context = contextWith();

  test("ttl is compared", () => {
    expect(ttl.test(mk(ttl, "--ttl-lt 64"), packet, context)).toBe("yes");
    expect(ttl.test(mk(ttl, "! --ttl-eq 63"), packet, context)).toBe("no");
    expect(ttl.test(mk(ttl, "--ttl-gt 63"), packet, context)).toBe("no");
  });

  test("length is that of the whole packet: 20 for IP, 8 for UDP, and the payload", () => {
    expect(length.test(mk(length, "--length 40"), packet, context)).toBe("yes");
    expect(length.test(mk(length, "! --length 40:"), packet, context)).toBe("no");
  });

  test("DSCP is the upper six bits of the type of service", () => {
    expect(dscp.test(mk(dscp, "--dscp 0x0a"), packet, context)).toBe("yes");
    expect(tos.test(mk(tos, "--tos 0x08/0x0f"), packet, context)).toBe("yes");
  });

  test("a frame to a multicast address is multicast", () => {
    const many = packetWith({ destination: ip("224.0.0.251") });
    expect(pkttype.test(mk(pkttype, "--pkt-type multicast"), many, context)).toBe("yes");
    expect(pkttype.test(mk(pkttype, "--pkt-type unicast"), packet, context)).toBe("yes");
  });
});
