import { describe, expect, test } from "vitest";
import { conntrack } from "./conntrack";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { connectionWith, contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(conntrack, [
  [
    "--ctstate UNTRACKED,DNAT,NEW,INVALID,SNAT",
    prints("--ctstate INVALID,NEW,UNTRACKED,SNAT,DNAT"),
  ],
  ["! --ctstate INVALID", same],
  ["--ctstate NEW,new", prints("--ctstate NEW")],
  [
    "--ctdir ORIGINAL --ctproto tcp --ctorigdstport 80 --ctorigdst 10.0.0.1 --ctstate NEW",
    prints("--ctstate NEW --ctproto 6 --ctorigdst 10.0.0.1 --ctorigdstport 80 --ctdir ORIGINAL"),
  ],
  ["--ctorigsrc 1.2.3.4/24", same],
  [
    "--ctexpire 5:9 --ctstatus ASSURED,EXPECTED --ctreplsrcport 5:6",
    prints("--ctreplsrcport 5:6 --ctstatus EXPECTED,ASSURED --ctexpire 5:9"),
  ],
  ["--ctexpire 5:", prints("--ctexpire 5:4294967295")],
  ["--ctstatus NONE", same],
  ["--ctstate SOMETIMES", fails],
  ["--ctproto nosuch", fails],
  ["--ctdir SIDEWAYS", fails],
  ["--ctorigsrc host", fails],
  ["", fails],
]);

describe("conntrack.test", () => {
  const tracked = contextWith({ connection: connectionWith() });

  test.each([
    ["--ctstate NEW", "yes"],
    ["! --ctstate NEW", "no"],
    ["--ctstate DNAT", "yes"],
    ["--ctstate SNAT", "no"],
    ["--ctorigdst 10.96.0.0/16", "yes"],
    ["! --ctreplsrc 10.244.1.2", "no"],
    ["--ctorigdstport 80 --ctdir REPLY", "no"],
    ["--ctproto udp", "no"],
    ["--ctstatus CONFIRMED", "no"],
    ["! --ctstatus CONFIRMED", "yes"],
    ["--ctstatus NONE", "no"],
  ] as const)("%s on the first packet of a DNATed connection: %s", (written, decision) => {
    expect(conntrack.test(mk(conntrack, written), packetWith(), tracked)).toBe(decision);
  });

  test("a packet that conntrack has not seen is INVALID, as on the first pass through raw", () => {
    const ask = (written: string) =>
      conntrack.test(mk(conntrack, written), packetWith(), contextWith());
    expect(ask("--ctstate INVALID")).toBe("yes");
    expect(ask("--ctstate NEW")).toBe("no");
    expect(ask("--ctorigdst 10.96.0.10")).toBe("no");
    expect(ask("--ctstate INVALID --ctorigdst 1.1.1.1")).toBe("yes");
  });

  test("an untracked packet is UNTRACKED and nothing else", () => {
    const connection = {
      state: "UNTRACKED",
      direction: "original",
      connection: undefined,
    } as const;
    const context = contextWith({ connection });
    expect(conntrack.test(mk(conntrack, "--ctstate UNTRACKED"), packetWith(), context)).toBe("yes");
    expect(conntrack.test(mk(conntrack, "--ctstate INVALID"), packetWith(), context)).toBe("no");
  });

  test("when a connection expires is not known, but another option may fail", () => {
    const decide = (written: string) =>
      conntrack.test(mk(conntrack, written), packetWith(), tracked);
    expect(decide("--ctexpire 1:9")).toMatchObject({ missing: { kind: "time" } });
    expect(decide("--ctexpire 1:9 --ctdir REPLY")).toBe("no");
  });
});
