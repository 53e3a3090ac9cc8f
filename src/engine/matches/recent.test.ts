import { describe, expect, test } from "vitest";
import type { MatchContext } from "./matchExtension";
import { recent } from "./recent";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, ip, packetWith } from "./testing/packets";

const KEY = "--mask 255.255.255.255 --rsource";

itReadsAndPrints(recent, [
  ["--set", prints(`--set --name DEFAULT ${KEY}`)],
  ["! --update --rttl", prints(`! --update --rttl --name DEFAULT ${KEY}`)],
  [
    "--rttl --name L --rcheck --hitcount 3 --reap --seconds 6 --rdest",
    prints(
      "--rcheck --seconds 6 --reap --hitcount 3 --rttl --name L --mask 255.255.255.255 --rdest",
    ),
  ],
  ["--rcheck --seconds 60 --reap --name L --mask 255.255.255.0 --rsource", same],
  ["--rcheck --hitcount 0", prints(`--rcheck --name DEFAULT ${KEY}`)],
  ["--set --seconds 5", fails],
  ["--remove --hitcount 2", fails],
  ["--rcheck --reap", fails],
  ["--set --remove", fails],
  ["--name X", fails],
]);

describe("recent.test", () => {
  function asker(): (written: string, at: { from?: string; atMs?: number }) => unknown {
    const { memory } = contextWith();
    return (written, { from = "10.0.0.1", atMs = 0 }) => {
      const context: MatchContext = contextWith({ memory, timeMs: atMs });
      const packet = packetWith({ source: ip(from) });
      const spec = mk(recent, `${written} --name L`);
      const [explained] = recent.explain(spec, packet, context);
      const decision = recent.test(spec, packet, context);
      expect(explained?.decision).toEqual(decision);
      return decision;
    };
  }

  test("--set remembers, --rcheck asks, --remove forgets", () => {
    const ask = asker();
    expect(ask("--rcheck", {})).toBe("no");
    expect(ask("--set", {})).toBe("yes");
    expect(ask("--rcheck", {})).toBe("yes");
    expect(ask("--rcheck", { from: "10.0.0.9" })).toBe("no");
    expect(ask("! --rcheck", { from: "10.0.0.9" })).toBe("yes");
    expect(ask("--remove", {})).toBe("yes");
    expect(ask("--remove", {})).toBe("no");
  });

  test("--seconds and --hitcount count what was seen lately", () => {
    const ask = asker();
    for (const atMs of [0, 5_000, 9_000]) ask("--set", { atMs });
    expect(ask("--rcheck --seconds 10 --hitcount 3", { atMs: 10_000 })).toBe("yes");
    expect(ask("--rcheck --seconds 10 --hitcount 3", { atMs: 12_000 })).toBe("no");
    expect(ask("--rcheck --hitcount 3", { atMs: 99_000 })).toBe("yes");
    expect(ask("--rcheck --hitcount 4", { atMs: 99_000 })).toBe("no");
  });

  test("--update remembers once more, but only when it holds", () => {
    const ask = asker();
    ask("--set", { atMs: 0 });
    expect(ask("--update --seconds 10", { atMs: 9_000 })).toBe("yes");
    expect(ask("--update --seconds 10", { atMs: 18_000 })).toBe("yes");
    expect(ask("--update --seconds 10", { atMs: 30_000 })).toBe("no");
    expect(ask("--rcheck --seconds 10", { atMs: 30_000 })).toBe("no");
  });

  test("--reap forgets the address that was seen longest ago, if that is too long ago", () => {
    const ask = asker();
    ask("--set", { from: "10.0.0.1", atMs: 0 });
    ask("--set", { from: "10.0.0.2", atMs: 50_000 });
    ask("--rcheck --seconds 60 --reap", { from: "10.0.0.2", atMs: 70_000 });
    expect(ask("--rcheck", { from: "10.0.0.1", atMs: 70_000 })).toBe("no");
    expect(ask("--rcheck", { from: "10.0.0.2", atMs: 70_000 })).toBe("yes");
  });

  test("a mask makes one entry of a network", () => {
    const ask = asker();
    ask("--set --mask 255.255.255.0", { from: "10.0.0.1" });
    expect(ask("--rcheck --mask 255.255.255.0", { from: "10.0.0.200" })).toBe("yes");
  });

  test("--rttl is not modelled, and undecided", () => {
    const spec = mk(recent, "--rcheck --rttl");
    expect(recent.test(spec, packetWith(), contextWith())).toMatchObject({ missing: {} });
  });
});
