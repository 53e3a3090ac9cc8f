import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { reasonOf } from "./reasonOf";

/** A file's bytes, unpacked where it is one of gzip, or why there are none. */
export async function fileBytes(file: string): Promise<Uint8Array | string> {
  try {
    const bytes = await readFile(file);
    // Source: RFC 1952, section 2.3.1.
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (failure) {
    return reasonOf(failure);
  }
}
