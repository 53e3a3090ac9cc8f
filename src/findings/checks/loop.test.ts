import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { loop } from "./loop";

test.each([
  { rules: [":A", "FORWARD -j A", "A -j A"], found: ["warning filter A 1"] },
  {
    rules: [":A", ":B", "FORWARD -j A", "A -j B", "B -p tcp", "B -j A"],
    found: ["warning filter B 2"],
  },
  { rules: [":A", ":B", "A -j B", "B -j A"], found: [] },
  { rules: [":A", ":B", "FORWARD -j A", "FORWARD -j B", "A -j B"], found: [] },
])("$rules: $found", ({ rules, found }) => {
  expect(shortFindings(loop, { filter: rules })).toEqual(found);
});
