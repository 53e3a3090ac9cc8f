import { describe, expect, test } from "vitest";
import { statistic } from "./statistic";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(statistic, [
  ["--mode random --probability 0.33333333349", same],
  ["--mode random --probability 0.5", prints("--mode random --probability 0.50000000000")],
  ["--mode random --probability 0.3333", prints("--mode random --probability 0.33330000006")],
  ["--mode random --probability 1", prints("--mode random --probability 1.00000000000")],
  ["--mode random ! --probability 0.25", prints("--mode random ! --probability 0.25000000000")],
  ["--mode nth --every 3 --packet 2", same],
  ["--mode nth ! --every 3 --packet 0", same],
  ["--mode nth --every 3", fails],
  ["--mode nth --every 3 --packet 3", fails],
  ["--mode nth --every 0 --packet 0", fails],
  ["--mode random --probability 1.5", fails],
  ["--mode random --probability x", fails],
  ["--mode random", fails],
  ["--mode sometimes", fails],
  ["", fails],
]);

describe("statistic.test", () => {
  test("--every 3 --packet 1 takes the second of every three that come", () => {
    const spec = mk(statistic, "--mode nth --every 3 --packet 1");
    const context = contextWith();
    const taken = Array.from({ length: 6 }, () => statistic.test(spec, packetWith(), context));
    expect(taken).toEqual(["no", "yes", "no", "no", "yes", "no"]);
  });

  test("explaining counts no packet", () => {
    const spec = mk(statistic, "--mode nth --every 2 --packet 0");
    const context = contextWith();
    for (let lap = 0; lap < 3; lap++) {
      expect(statistic.explain(spec, packetWith(), context)[0]?.decision).toBe("yes");
    }
    expect(statistic.test(spec, packetWith(), context)).toBe("yes");
  });

  test("an inverted probability draws with what is left to certainty", () => {
    const drawn: number[] = [];
    const context = contextWith({
      draw: (probability) => {
        drawn.push(probability);
        return true;
      },
    });
    const spec = mk(statistic, "--mode random ! --probability 0.25");
    expect(statistic.test(spec, packetWith(), context)).toBe("yes");
    expect(drawn).toEqual([0.75]);
  });

  test("chance that was never asked is said to be undecided, and is not drawn", () => {
    const context = contextWith({
      isUnreached: true,
      draw: () => {
        throw new Error("drawn");
      },
    });
    const spec = mk(statistic, "--mode random --probability 0.5");
    expect(statistic.explain(spec, packetWith(), context)).toMatchObject([
      { part: "--probability 0.50000000000", packetValue: "not drawn" },
    ]);
  });
});
