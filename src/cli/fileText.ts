import { readFile } from "node:fs/promises";
import { constants, gunzipSync } from "node:zlib";
import { CUT_SHORT, isGzip, textEncoding } from "@/intake/encoding/textEncoding";
import { CommandFailure, type Terminal } from "./command";
import { reasonOf } from "./reasonOf";

/** What a file holds. */
export interface FileText {
  readonly text: string;
  /** The same text as the bytes of UTF-8. */
  readonly bytes: Uint8Array;
}

/**
 * A file's text, in UTF-8 or UTF-16, unpacked where it is one of gzip: as far as that goes, which is told. Throws
 * CommandFailure when it cannot be read.
 */
export async function fileText(file: string, terminal: Terminal): Promise<FileText> {
  const bytes = await fileBytes(file, terminal);
  const encoding = textEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const isAsRead = encoding === "utf-8" && bytes[0] !== BYTE_ORDER_MARK;
  return { text, bytes: isAsRead ? bytes : new TextEncoder().encode(text) };
}

/** The first byte of U+FEFF in UTF-8, which is no part of the text; one that begins so with another character stays the same. */
const BYTE_ORDER_MARK = 0xef;

async function fileBytes(file: string, terminal: Terminal): Promise<Uint8Array> {
  try {
    const bytes = await readFile(file);
    return isGzip(bytes) ? unpacked(file, bytes, terminal) : bytes;
  } catch (failure) {
    throw new CommandFailure(1, `${file} cannot be read: ${reasonOf(failure)}`);
  }
}

function unpacked(file: string, bytes: Uint8Array, terminal: Terminal): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (failure) {
    const start = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    if (start.length === 0) throw failure;
    terminal.error(`${file} ${CUT_SHORT}`);
    return start;
  }
}
