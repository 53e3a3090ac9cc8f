import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ENGINE = join(import.meta.dirname, "..");
const rules = [...readFileSync(join(ENGINE, "README.md"), "utf8").matchAll(/^\| (R\d+) \|/gm)].map(
  ([, number]) => number ?? "",
);
const tests = readdirSync(ENGINE, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => readFileSync(join(ENGINE, file), "utf8"))
  .join("\n");
const titled = new Set([...tests.matchAll(/["'`](R\d+): /g)].map(([, number]) => number));

test("the rules of the README are numbered from R1 on, none twice, none left out", () => {
  expect(rules).toEqual(rules.map((_, at) => `R${at + 1}`));
  expect(rules.length).toBeGreaterThan(30);
});

test.each(rules)("%s stands in the title of a test", (number) => {
  expect(titled).toContain(number);
});
