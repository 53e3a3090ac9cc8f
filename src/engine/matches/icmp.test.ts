import { expect, test } from "vitest";
import { ICMP, TCP } from "../net/protocol";
import { icmp } from "./icmp";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(
  icmp,
  [
    ["--icmp-type 8", same],
    ["! --icmp-type 8", same],
    ["--icmp-type 3/3", same],
    ["--icmp-type 3/0", same],
    ["--icmp-type any", same],
    ["--icmp-type 255", prints("--icmp-type any")],
    ["--icmp-type echo-request", prints("--icmp-type 8")],
    ["--icmp-type echo-req", prints("--icmp-type 8")],
    ["--icmp-type port-unreachable", prints("--icmp-type 3/3")],
    ["--icmp-type destination-unreachable", prints("--icmp-type 3")],
    ["--icmp-type echo", fails],
    ["--icmp-type 3/0-3", fails],
    ["--icmp-type 256", fails],
    ["", fails],
  ],
  ICMP,
);

test.each([
  ["--icmp-type 3", { type: 3, code: 1 }, "yes"],
  ["--icmp-type 3/3", { type: 3, code: 1 }, "no"],
  ["! --icmp-type 8", { type: 3, code: 1 }, "yes"],
  ["--icmp-type any", { type: 3, code: 1 }, "yes"],
  ["! --icmp-type 8", undefined, "no"],
] as const)("%s on %j: %s", (written, message, decision) => {
  const packet = packetWith({ protocol: message === undefined ? TCP : ICMP, icmp: message });
  const spec = mk(icmp, written, ICMP);
  expect(icmp.test(spec, packet, contextWith())).toBe(decision);
  expect(icmp.explain(spec, packet, contextWith())[0]?.decision).toBe(decision);
});
