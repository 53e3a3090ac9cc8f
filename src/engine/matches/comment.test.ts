import { expect, test } from "vitest";
import { comment } from "./comment";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(comment, [
  ["--comment plain_word-1", same],
  ['--comment "two words"', same],
  ['--comment "default/web:http"', same],
  ["--comment a!b", prints('--comment "a!b"')],
  ["--comment it's", prints(`--comment "it\\'s"`)],
  ['--comment ""', same],
  ["", fails],
  [`--comment ${"x".repeat(256)}`, prints(`--comment ${"x".repeat(255)}`)],
]);

test("every packet satisfies it, and it is no part of the rule", () => {
  const spec = mk(comment, "--comment x");
  expect(comment.test(spec, packetWith(), contextWith())).toBe("yes");
  expect(comment.parts?.(spec)).toEqual([]);
});
