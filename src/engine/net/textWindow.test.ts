import fc from "fast-check";
import { expect, test } from "vitest";
import { textWindow } from "./textWindow";
import { decodeUtf8, encodeUtf8 } from "./utf8";

test("a stretch is what decoding it alone gives, whatever the text and the order", () => {
  const lines = fc.array(fc.oneof(fc.string(), fc.string({ unit: "binary" })), { maxLength: 20 });
  fc.assert(
    fc.property(lines, fc.boolean(), (texts, isBackwards) => {
      const stretches = texts.map(encodeUtf8);
      const bytes = new Uint8Array(stretches.flatMap((one) => [...one]));
      const read = textWindow(bytes);
      let at = 0;
      const places = stretches.map(({ length }) => {
        const start = at;
        at += length;
        return { start, end: at };
      });
      for (const { start, end } of isBackwards ? places.reverse() : places) {
        expect(read(start, end)).toBe(decodeUtf8(bytes.subarray(start, end)));
      }
    }),
  );
});

test("texts longer than a window are read, also where characters have several bytes", () => {
  for (const line of ["-A INPUT -j ACCEPT\n", "-A INPUT -m comment --comment ä€😀\n"]) {
    const bytes = encodeUtf8(line.repeat(5000));
    const length = encodeUtf8(line).length;
    const read = textWindow(bytes);
    for (let at = 0; at < bytes.length; at += length) expect(read(at, at + length)).toBe(line);
  }
});
