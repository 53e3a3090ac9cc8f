import { expect, test } from "vitest";
import { iprange } from "./iprange";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(iprange, [
  ["--src-range 10.0.0.1-10.0.0.9 ! --dst-range 10.1.0.1-10.1.0.1", same],
  ["--dst-range 10.0.0.1", prints("--dst-range 10.0.0.1-10.0.0.1")],
  ["--dst-range 10.0.0.9-10.0.0.1", same],
  ["--dst-range 10.0.0.1-x", fails],
  ["", fails],
]);

test.each([
  ["--dst-range 10.0.0.1-10.0.0.2", "yes"],
  ["! --dst-range 10.0.0.1-10.0.0.2", "no"],
  ["--dst-range 10.0.0.3-255.255.255.255", "no"],
  ["--dst-range 10.0.0.9-10.0.0.1", "no"],
  ["--src-range 10.0.0.1 --dst-range 0.0.0.0-10.0.0.2", "yes"],
] as const)("%s on 10.0.0.1 to 10.0.0.2: %s", (written, decision) => {
  expect(iprange.test(mk(iprange, written), packetWith(), contextWith())).toBe(decision);
});
