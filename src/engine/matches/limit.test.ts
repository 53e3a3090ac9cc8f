import { expect, test } from "vitest";
import { limit } from "./limit";
import { mac } from "./mac";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(limit, [
  ["--limit 5/sec", same],
  ["--limit 10/min --limit-burst 5", prints("--limit 10/min")],
  ["--limit 60/min --limit-burst 9", prints("--limit 1/sec --limit-burst 9")],
  ["", prints("--limit 3/hour")],
  ["--limit 12", prints("--limit 12/sec")],
  ["--limit 7/s --limit-burst 1", prints("--limit 7/sec --limit-burst 1")],
  ["--limit 90/minute", prints("--limit 90/min")],
  ["--limit 1000/day", same],
  ["--limit 30000/sec", fails],
  ["--limit 5/week", fails],
  ["--limit 0/sec", fails],
]);

itReadsAndPrints(mac, [
  ["--mac-source 02:AA:bb:0:00:1", prints("--mac-source 02:aa:bb:00:00:01")],
  ["! --mac-source 02:aa:bb:00:00:01", same],
  ["--mac-source 02:aa:bb:00:00", fails],
]);

test("what other traffic took from a limit, and hardware addresses, are not known", () => {
  const context = contextWith();
  expect(limit.test(mk(limit, ""), packetWith(), context)).toMatchObject({ missing: {} });
  const spec = mk(mac, "--mac-source 02:aa:bb:00:00:01");
  expect(mac.test(spec, packetWith(), context)).toMatchObject({ missing: {} });
  expect(mac.test(spec, packetWith(), contextWith({ inInterface: undefined }))).toBe("no");
});
