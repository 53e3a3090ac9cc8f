import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fileText } from "./fileText";

const fileOf = (bytes: Uint8Array<ArrayBuffer> | string) => new File([bytes], "node.txt.gz");
const zipped = (text: string) => new Uint8Array(gzipSync(text));

test("a file of gzip is unpacked whatever it is called, any other is read as it is", async () => {
  expect(await fileText(fileOf(zipped("Größe")), 100)).toBe("Größe");
  expect(await fileText(fileOf("plain"), 100)).toBe("plain");
  expect(await fileText(fileOf(""), 100)).toBe("");
});

test("what unpacks to too much, or is cut off, is refused", async () => {
  await expect(fileText(fileOf(zipped("a".repeat(1000))), 100)).rejects.toThrow("larger");
  await expect(fileText(fileOf(zipped("hello").slice(0, -6)), 100)).rejects.toThrow();
});
