import { expect, test } from "vitest";
import { limit } from "./limit";
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
  ["--limit 7/min --limit-burst 0", fails],
  ["--limit 1/day --limit-burst 5", fails],
]);

test("the bucket begins full, empties by a packet each, and fills again with the document's time", () => {
  const spec = mk(limit, "--limit 1/sec --limit-burst 2");
  const start = contextWith();
  const take = (timeMs: number) => limit.test(spec, packetWith(), { ...start, timeMs });
  expect([take(0), take(0), take(0), take(500), take(999)]).toEqual([
    "yes",
    "yes",
    "no",
    "no",
    "no",
  ]);
  expect([take(1000), take(1000), take(9000), take(9000), take(9000)]).toEqual([
    "yes",
    "no",
    "yes",
    "yes",
    "no",
  ]);
});

test("explaining takes nothing from the bucket", () => {
  const spec = mk(limit, "--limit 1/hour --limit-burst 1");
  const context = contextWith();
  const explain = () => limit.explain(spec, packetWith(), context)[0];
  expect(explain()).toMatchObject({ decision: "yes", packetValue: "1" });
  expect(limit.test(spec, packetWith(), context)).toBe("yes");
  expect(explain()).toMatchObject({ decision: "no", packetValue: "0" });
});
