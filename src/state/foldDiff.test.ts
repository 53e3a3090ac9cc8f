import fc from "fast-check";
import { expect, test } from "vitest";
import { type DiffPart, foldDiff } from "./foldDiff";

const same = (...value: string[]): DiffPart => ({ value, added: false, removed: false });
const added = (...value: string[]): DiffPart => ({ value, added: true, removed: false });
const removed = (...value: string[]): DiffPart => ({ value, added: false, removed: true });

test("equal lines far from a difference are folded, headers of tables stay", () => {
  const parts = [same("*nat", "a", "b", "c", "d"), removed("x"), added("y"), same("e", "f", "g")];
  expect(foldDiff(parts)).toEqual([
    { kind: "same", text: "*nat" },
    { kind: "folded", count: 2 },
    { kind: "same", text: "c" },
    { kind: "same", text: "d" },
    { kind: "removed", text: "x" },
    { kind: "added", text: "y" },
    { kind: "same", text: "e" },
    { kind: "same", text: "f" },
    { kind: "folded", count: 1 },
  ]);
});

test("no line is lost, shown or folded", () => {
  const part = fc
    .tuple(fc.array(fc.constantFrom("*nat", "a", "b")), fc.constantFrom(same, added, removed))
    .map(([lines, make]) => make(...lines));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const count = foldDiff(parts).reduce(
        (sum, line) => sum + (line.kind === "folded" ? line.count : 1),
        0,
      );
      expect(count).toBe(parts.reduce((sum, { value }) => sum + value.length, 0));
    }),
  );
});
