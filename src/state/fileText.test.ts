import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fileText } from "./fileText";

const fileOf = (bytes: Uint8Array<ArrayBuffer> | string) => new File([bytes], "node.txt.gz");
const zipped = (text: string | Uint8Array) => new Uint8Array(gzipSync(text));
const textOf = async (file: File) => (await fileText(file, 100)).text;

test("a file of gzip is unpacked whatever it is called, any other is read as it is", async () => {
  expect(await textOf(fileOf(zipped("Größe")))).toBe("Größe");
  expect(await textOf(fileOf("plain"))).toBe("plain");
  expect(await textOf(fileOf(""))).toBe("");
});

test("UTF-16 is read, plain and unpacked, and a mark is no part of the text", async () => {
  const written = new Uint8Array(Buffer.from("\ufeff*filter\n", "utf16le"));
  expect(await textOf(fileOf(written))).toBe("*filter\n");
  expect(await textOf(fileOf(zipped(written)))).toBe("*filter\n");
  expect(await textOf(fileOf("\ufeff*filter\n"))).toBe("*filter\n");
});

test("what unpacks to too much, or cannot be unpacked at all, is refused", async () => {
  await expect(fileText(fileOf(zipped("a".repeat(1000))), 100)).rejects.toThrow("larger");
  await expect(fileText(fileOf(zipped("hello").slice(0, 8)), 100)).rejects.toThrow();
});

test("of a file that is cut short what stands before the cut is read, and the cut told", async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, n) => `-A INPUT -s 10.0.${n % 256}.${n % 199}\n`,
  );
  const whole = lines.join("");
  const bytes = zipped(whole);
  const { text, isCutShort } = await fileText(fileOf(bytes.slice(0, bytes.length / 2)), 10_000_000);
  expect(isCutShort).toBe(true);
  expect(text.length).toBeGreaterThan(1000);
  expect(whole.startsWith(text)).toBe(true);
});
