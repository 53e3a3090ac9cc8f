import { expect, test } from "vitest";
import { textEncoding } from "./textEncoding";

const RULES = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j DROP\nCOMMIT\n";

function utf16(text: string, order: "le" | "be"): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(order === "le" ? bytes : bytes.swap16());
}

test.each(["le", "be"] as const)("UTF-16%s is known with and without its mark", (order) => {
  expect(textEncoding(utf16(RULES, order))).toBe(`utf-16${order}`);
  expect(textEncoding(utf16(`\ufeff${RULES}`, order))).toBe(`utf-16${order}`);
  expect(textEncoding(utf16("\ufeff名", order))).toBe(`utf-16${order}`);
});

test("everything else is UTF-8, also no bytes, one, and many zeros", () => {
  for (const text of [RULES, `\ufeff${RULES}`, "Größe", "", "a", "\0".repeat(2000)])
    expect(textEncoding(new TextEncoder().encode(text))).toBe("utf-8");
});
