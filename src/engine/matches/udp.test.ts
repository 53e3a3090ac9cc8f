import { expect, test } from "vitest";
import { TCP, UDP } from "../net/protocol";
import { itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";
import { udp } from "./udp";

itReadsAndPrints(
  udp,
  [
    ["--dport 53", same],
    ["--dport domain", prints("--dport 53")],
    ["! --sport 1:1023 --dport 53", same],
    ["--dport 9:1", same],
  ],
  UDP,
);

test("it wants -p udp, and takes no other packet", () => {
  expect(udp.parse([], TCP).ok).toBe(false);
  const spec = mk(udp, "--dport 80", UDP);
  expect(udp.test(spec, packetWith({ protocol: UDP }), contextWith())).toBe("yes");
  expect(udp.test(spec, packetWith({ protocol: TCP }), contextWith())).toBe("no");
});
