import { expect, test } from "vitest";
import { ICMP, TCP } from "../net/protocol";
import { multiport } from "./multiport";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(
  multiport,
  [
    ["--dports 80,443,8000:8080", same],
    ["! --ports 80", same],
    ["--source-ports 1:3", prints("--sports 1:3")],
    ["--dports http,https", prints("--dports 80,443")],
    ["--dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15", same],
    ["--dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16", fails],
    ["--dports 1:2,3:4,5:6,7:8,9:10,11:12,13:14,15:16", fails],
    ["--dports 80,", fails],
    ["--dports 80 --sports 80", fails],
    ["", fails],
  ],
  TCP,
);

test("it wants a protocol with ports", () => {
  const options = [{ name: "--dports", values: ["80"], inverted: false, column: 1 }];
  expect(multiport.parse(options, undefined).ok).toBe(false);
  expect(multiport.parse(options, ICMP).ok).toBe(false);
});

test.each([
  ["--dports 79:81", "yes"],
  ["--dports 40000", "no"],
  ["--sports 40000", "yes"],
  ["--ports 40000", "yes"],
  ["! --ports 40000", "no"],
  ["! --dports 1,2", "yes"],
] as const)("%s on 40000 to 80: %s", (written, decision) => {
  expect(multiport.test(mk(multiport, written, TCP), packetWith(), contextWith())).toBe(decision);
});
