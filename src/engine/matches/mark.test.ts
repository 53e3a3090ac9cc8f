import { describe, expect, test } from "vitest";
import { mark } from "./mark";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(mark, [
  ["--mark 0x4000/0x4000", same],
  ["! --mark 0x4000/0x4000", same],
  ["--mark 1", prints("--mark 0x1")],
  ["--mark 020", prints("--mark 0x10")],
  ["--mark 0x10/0xffffffff", prints("--mark 0x10")],
  ["--mark 0xff/0x0f", prints("--mark 0xff/0xf")],
  ["--mark 0x1ffffffff", fails],
  ["--mark 1/2/3", fails],
  ["--mark x", fails],
  ["", fails],
]);

describe("mark.test", () => {
  test.each([
    ["--mark 0x4000/0x4000", 0x4001, "yes"],
    ["! --mark 0x4000/0x4000", 0x4001, "no"],
    ["--mark 0x4000", 0x4001, "no"],
    ["--mark 0x80000000/0x80000000", 0x80000001, "yes"],
    ["--mark 0xff/0x0f", 0xff, "no"],
  ] as const)("%s on mark %i: %s", (written, value, decision) => {
    const spec = mk(mark, written);
    expect(mark.test(spec, packetWith({ mark: value }), contextWith())).toBe(decision);
  });

  test("the explanation shows both values", () => {
    const spec = mk(mark, "! --mark 0x4000/0x4000");
    expect(mark.explain(spec, packetWith({ mark: 0x4001 }), contextWith())).toEqual([
      {
        part: "! --mark 0x4000/0x4000",
        decision: "no",
        field: "mark",
        packetValue: "0x4001",
        ruleValue: "0x4000/0x4000",
        inverted: true,
      },
    ]);
  });
});
