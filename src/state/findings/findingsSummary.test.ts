import { expect, test } from "vitest";
import { type Finding, type FindingLevel, findingAt } from "@/findings/finding";
import { findingsSummary } from "./findingsSummary";

function found(...levels: FindingLevel[]): readonly Finding[] {
  return levels.map((level) =>
    findingAt("a", undefined, { level, title: "", why: "", whatToDo: "" }),
  );
}

test.each([
  { levels: [], summary: "Nothing odd was found" },
  { levels: ["known", "known"] as const, summary: "Nothing odd was found" },
  { levels: ["warning"] as const, summary: "1 finding: 1 warning" },
  {
    levels: ["warning", "note", "note", "known"] as const,
    summary: "3 findings: 1 warning, 2 notes",
  },
])("$levels: $summary", ({ levels, summary }) => {
  expect(findingsSummary(found(...levels))).toBe(summary);
});
