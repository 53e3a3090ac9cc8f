import { expect, test } from "vitest";
import { encodeUtf8 } from "../net/utf8";
import { encodeInSteps } from "./encodeInSteps";

function encoded(text: string): { readonly bytes: Uint8Array; readonly steps: number } {
  const steps = encodeInSteps(text);
  for (let count = 0; ; count++) {
    const step = steps.next();
    if (step.done === true) return { bytes: step.value, steps: count };
  }
}

test("a long text has the same bytes piece by piece, also where a character would come apart", () => {
  const text = `${"a".repeat((1 << 20) - 1)}😀${"é".repeat(1 << 20)}\ud83d`;
  const { bytes, steps } = encoded(text);
  expect(steps).toBeGreaterThan(1);
  expect(Buffer.compare(bytes, encodeUtf8(text))).toBe(0);
});
