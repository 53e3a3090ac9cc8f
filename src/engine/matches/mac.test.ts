import { expect, test } from "vitest";
import { mac } from "./mac";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(mac, [
  ["--mac-source 02:AA:bb:0:00:1", prints("--mac-source 02:aa:bb:00:00:01")],
  ["! --mac-source 02:aa:bb:00:00:01", same],
  ["--mac-source 02:aa:bb:00:00", fails],
]);

test("hardware addresses are not known, and a packet of the node's own has none", () => {
  const spec = mk(mac, "--mac-source 02:aa:bb:00:00:01");
  expect(mac.test(spec, packetWith(), contextWith())).toMatchObject({ missing: {} });
  expect(mac.test(spec, packetWith(), contextWith({ inInterface: undefined }))).toBe("no");
});
