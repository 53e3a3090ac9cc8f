import { expect, test } from "vitest";
import { compareWithKernel } from "./compareWithKernel";
import { recordedFiles } from "./recordedCases";

const recorded = (await Promise.all(recordedFiles.map(({ load }) => load()))).flat();

test("kernel cases are recorded, some with rules that it refused", () => {
  expect(recorded.length).toBeGreaterThan(50);
  expect(recorded.some(({ error }) => error !== undefined)).toBe(true);
});

test.each(recorded)("the engine does what the kernel did: $name", (kernel) => {
  expect(compareWithKernel(kernel).differences).toEqual([]);
});
