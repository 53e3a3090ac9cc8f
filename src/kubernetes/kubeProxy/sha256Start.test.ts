import { sha256 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Start } from "./sha256Start";

function libraryStart(text: string): readonly number[] {
  const view = new DataView(sha256(new TextEncoder().encode(text)).buffer);
  return [0, 4, 8].map((at) => view.getInt32(at));
}

test("the start of a hash is the one that the standard gives for its example", () => {
  const words = sha256Start("abc").map((word) => (word >>> 0).toString(16));
  expect(words).toEqual(["ba7816bf", "8f01cfea", "414140de"]);
});

test("texts of every length around the ends of blocks hash as the library says", () => {
  for (let length = 0; length < 400; length += 1) {
    const text = "x".repeat(length);
    expect(sha256Start(text)).toEqual(libraryStart(text));
  }
});

test("any text hashes as the library says, whatever was hashed before", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256Start(text)).toEqual(libraryStart(text));
    }),
    { numRuns: 500 },
  );
});

test("a text in two pieces hashes as the whole, wherever it is cut between characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (start, rest) => {
      expect(sha256Start(start, rest)).toEqual(libraryStart(start + rest));
    }),
    { numRuns: 500 },
  );
});
