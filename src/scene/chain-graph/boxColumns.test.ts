import { expect, test } from "vitest";
import { boxColumns } from "./boxColumns";
import type { Jump } from "./jump";

const jump = (fromBox: string, toBox: string, isTaken = true): Jump => ({
  id: `${fromBox}>${toBox}`,
  kind: "jump",
  fromBox,
  fromRow: `${fromBox}:1`,
  rowMiddlePx: 44,
  toBox,
  chain: toBox,
  isTaken,
});

const columnsOf = (jumps: readonly Jump[], heightPx: number, returning: readonly string[]) =>
  boxColumns({
    boxes: [...new Set(jumps.flatMap(({ fromBox, toBox }) => [fromBox, toBox]))],
    jumps,
    heightPx: () => heightPx,
    returns: (box) => returning.includes(box),
  }).columns;

const HAIRPIN = [jump("base", "svc"), jump("base", "other", false), jump("svc", "sep")];

test("a chain that only marks and comes back stands above its caller instead of in a column of its own", () => {
  const jumps = [...HAIRPIN, jump("sep", "mark")];
  expect(columnsOf(jumps, 84, ["mark"])).toEqual([["base"], ["svc", "other"], ["mark", "sep"]]);
});

test("a chain that ends the way keeps its column", () => {
  expect(columnsOf(HAIRPIN, 84, [])).toEqual([["base"], ["svc", "other"], ["sep"]]);
});

test("it leaves a column that would be too high to be seen whole, and stays in one that is not", () => {
  const jumps = [jump("base", "svc"), jump("base", "other", false), jump("svc", "mark")].concat(
    ["a", "b", "c"].map((end) => jump("svc", end, end === "b")),
  );
  expect(columnsOf(jumps, 90, ["mark"])).toEqual([
    ["base"],
    ["mark", "svc", "other"],
    ["a", "b", "c"],
  ]);
  expect(columnsOf(jumps, 60, ["mark"])).toEqual([
    ["base"],
    ["svc", "other"],
    ["mark", "a", "b", "c"],
  ]);
});
